import { describe, expect, it } from "vitest";
import { account } from "../../../environments/account.ts";
import { dev } from "../../../environments/dev.ts";
import { environments } from "../../../environments/index.ts";
import { prod } from "../../../environments/prod.ts";
import { accountStack, accountStackBeside } from "../../helpers/account-stacks.ts";
import { rolesOf, statement, statementsIn } from "../../helpers/policies.ts";
import { sentimentStacks } from "../../helpers/sentiment-stacks.ts";
import type { ResourceBody, Synthesized } from "../../helpers/synthesize.ts";
import "../../helpers/stack-matchers.ts";

const { accountId } = account;

describe("API Gateway", () => {
  it("may write logs: the account has a role for it, which is set after it may do what it has to", () => {
    const settings = accountStack.resource("aws_api_gateway_account");
    const role = accountStack.referenced(settings.cloudwatch_role_arn);
    const permissions = accountStack.resource("aws_iam_role_policy_attachment");

    expect(role.name).toBe("account-sentiment-api-gateway-logs");
    expect(rolesOf(accountStack, "apigateway.amazonaws.com")).toEqual([role]);
    expect(accountStack.referenced(permissions.role)).toBe(role);
    expect(permissions.policy_arn).toBe("arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs");
    expect(settings.depends_on).toEqual([expect.stringMatching(/^aws_iam_role_policy_attachment\./)]);
  });

  it.each(sentimentStacks)("is set by no environment: $name", ({ stack }) => {
    expect(stack).not.toHaveResource("aws_api_gateway_account");
    expect(stack).not.toHaveResource("aws_xray_encryption_config");
    expect(stack).not.toHaveResource("aws_xray_resource_policy");
  });
});

describe("X-Ray", () => {
  const policy = accountStack.resource("aws_xray_resource_policy");

  it("takes traces from topics of this account's environments, and from no others", () => {
    expect(statement(policy.policy_document, "AllowTopics")).toEqual({
      Sid: "AllowTopics",
      Effect: "Allow",
      Principal: { Service: "sns.amazonaws.com" },
      Action: ["xray:PutTraceSegments", "xray:GetSamplingRules", "xray:GetSamplingTargets"],
      Resource: "*",
      Condition: {
        StringEquals: { "aws:SourceAccount": accountId },
        StringLike: { "aws:SourceArn": `arn:aws:sns:us-east-1:${accountId}:*-sentiment-*` },
      },
    });
  });

  it.each(sentimentStacks)("takes them from every topic of $name that traces", ({ stack }) => {
    const traced = Object.values(stack.resources("aws_sns_topic")).filter(
      ({ tracing_config }) => tracing_config === "Active",
    );

    expect(traced.length).toBeGreaterThan(0);
    for (const { name } of traced) expect(name).toMatch(/^.+-sentiment-.+$/);
  });

  it("gets another policy where the document is another: the provider cannot change one in place", () => {
    const elsewhere = accountStackBeside([{ ...dev, region: "eu-west-1" }]).resource("aws_xray_resource_policy");

    expect(policy.policy_name).toMatch(/^account-sentiment-topics-[0-9a-f]{8}$/);
    expect(elsewhere.policy_document).not.toBe(policy.policy_document);
    expect(elsewhere.policy_name).not.toBe(policy.policy_name);
    expect(policy.lifecycle).toEqual({ create_before_destroy: true });
  });

  it("encrypts as it does by itself, and a change of that shows in the plan", () => {
    expect(accountStack.resource("aws_xray_encryption_config")).toEqual({ type: "NONE" });
  });
});

describe("the account's alarm topic", () => {
  const topic = accountStack.resource("aws_sns_topic");
  const key = accountStack.resource("aws_kms_key");
  const services = ["cloudwatch.amazonaws.com", "budgets.amazonaws.com", "costalerts.amazonaws.com"];
  const servicesIn = (policy: unknown) =>
    statementsIn(policy)
      .map(({ Principal }) => (Principal as { readonly Service?: string }).Service)
      .filter((service) => service !== undefined);

  it("is encrypted with a key of the account's own, which cannot be destroyed", () => {
    expect(topic.name).toBe("account-sentiment-alarms");
    expect(accountStack.referenced(topic.kms_master_key_id)).toBe(key);
    expect(key).toMatchObject({ enable_key_rotation: true, lifecycle: { prevent_destroy: true } });
    expect(accountStack.resource("aws_kms_alias").name).toBe("alias/account-sentiment-data");
  });

  it("takes what CloudWatch, Budgets and Cost Anomaly Detection tell of this account", () => {
    const { policy } = accountStack.resource("aws_sns_topic_policy");

    expect(servicesIn(policy)).toEqual(services);
    for (const { Action, Condition } of statementsIn(policy)) {
      expect(Action).toBe("sns:Publish");
      expect(Condition?.StringEquals).toEqual({ "aws:SourceAccount": accountId });
    }
    const sources = statementsIn(policy).map(({ Condition }) => Condition?.ArnLike?.["aws:SourceArn"]);
    expect(sources).toEqual([
      `arn:aws:cloudwatch:us-east-1:${accountId}:alarm:*`,
      `arn:aws:budgets::${accountId}:*`,
      undefined,
    ]);
  });

  it("has a key that lets them write to it, and no service beside", () => {
    expect(servicesIn(key.policy)).toEqual(["sns.amazonaws.com", ...services]);
    for (const sid of ["AllowCloudwatch", "AllowBudgets", "AllowCostalerts"]) {
      expect(statement(key.policy, sid).Action).toEqual(["kms:Decrypt", "kms:GenerateDataKey*"]);
    }
  });

  it("tells those whom the account's file names", () => {
    const told = Object.values(accountStack.resources("aws_sns_topic_subscription"));

    expect(told.map(({ protocol, endpoint }) => ({ protocol, endpoint }))).toEqual(account.alarmSubscribers);
  });
});

describe("beside environments in another region", () => {
  const stack = accountStackBeside([{ ...prod, region: "eu-west-1" }]);
  const elsewhere = "aws.eu-west-1";
  const providersOf = (kind: string, from: Synthesized = stack) =>
    Object.values(from.resources(kind)).map(({ provider }) => provider);

  it("settings are made where the environments are, and there alone", () => {
    for (const kind of ["aws_api_gateway_account", "aws_xray_resource_policy", "aws_xray_encryption_config"]) {
      expect(providersOf(kind)).toEqual([elsewhere]);
    }
  });

  it("each region has a topic for its alarms, under a key of that region", () => {
    for (const kind of ["aws_sns_topic", "aws_sns_topic_policy", "aws_kms_key", "aws_sns_topic_subscription"]) {
      expect(providersOf(kind)).toEqual(expect.arrayContaining([undefined, elsewhere]));
      expect(providersOf(kind)).toHaveLength(2);
    }
    for (const body of Object.values(stack.resources("aws_cloudwatch_metric_alarm"))) {
      const [topic] = (body.alarm_actions as readonly string[]).map(stack.referenced) as [ResourceBody];
      expect(topic.provider).toBe(body.provider);
    }
  });

  it("the bill is watched where AWS publishes it, everything else where the environments are", () => {
    const namespaces = (provider: unknown) =>
      Object.values(stack.resources("aws_cloudwatch_metric_alarm"))
        .filter((body) => body.provider === provider)
        .map(({ namespace }) => namespace);

    expect(new Set(namespaces(undefined))).toEqual(new Set(["AWS/Billing"]));
    expect(namespaces(elsewhere)).not.toContain("AWS/Billing");
    expect(namespaces(elsewhere)).toContain("AWS/DynamoDB");
  });

  it("both providers are kept to the one account", () => {
    const providers = (stack.json.provider as { readonly aws: readonly ResourceBody[] }).aws;

    expect(providers.map(({ region, alias }) => [region, alias])).toEqual([
      ["us-east-1", undefined],
      ["eu-west-1", "eu-west-1"],
    ]);
    for (const provider of providers) expect(provider.allowed_account_ids).toEqual([accountId]);
  });

  it("with all in one region there is one provider", () => {
    expect(accountStack.json.provider).toMatchObject({ aws: [{ region: "us-east-1" }] });
    expect(new Set(environments.map(({ region }) => region))).toEqual(new Set(["us-east-1"]));
    expect(providersOf("aws_sns_topic", accountStack)).toEqual([undefined]);
  });
});

it("environments of other accounts are none of its business", () => {
  const stack = accountStackBeside([dev, { ...prod, accountId: "444455556666", region: "eu-west-1" }]);

  expect(stack.text).toBe(accountStackBeside([dev]).text);
});
