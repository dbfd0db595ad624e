import { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api/index.js";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function/index.js";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue/index.js";
import { Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { prod } from "../../../environments/prod.ts";
import { kindsWithData } from "../../../modules/guardrails/rules/data-protection.ts";
import { nameLimits } from "../../../modules/naming/naming.ts";
import { checkAgainstSchema } from "../../../modules/schema/check-against-schema.ts";
import "../../helpers/stack-matchers.ts";
import { sentimentStack, sentimentStacks } from "../../helpers/sentiment-stacks.ts";
import { synthesize } from "../../helpers/synthesize.ts";

/** Attribute that holds a resource's name, and the service whose limit it has. */
const names = {
  aws_api_gateway_rest_api: ["name", "API Gateway REST API"],
  aws_backup_plan: ["name", "Backup plan"],
  aws_backup_vault: ["name", "Backup vault"],
  aws_budgets_budget: ["name", "Budgets budget"],
  aws_cloudwatch_event_rule: ["name", "EventBridge rule"],
  aws_cloudwatch_composite_alarm: ["alarm_name", "CloudWatch alarm"],
  aws_cloudwatch_dashboard: ["dashboard_name", "CloudWatch dashboard"],
  aws_cloudwatch_log_metric_filter: ["name", "CloudWatch log metric filter"],
  aws_cloudwatch_metric_alarm: ["alarm_name", "CloudWatch alarm"],
  aws_cognito_identity_pool: ["identity_pool_name", "Cognito identity pool"],
  aws_cognito_user_pool: ["name", "Cognito user pool"],
  aws_cognito_user_pool_client: ["name", "Cognito user pool client"],
  aws_cognito_user_pool_domain: ["domain", "Cognito domain"],
  aws_dynamodb_table: ["name", "DynamoDB table"],
  aws_iam_policy: ["name", "IAM policy"],
  aws_iam_role: ["name", "IAM role"],
  aws_lambda_function: ["function_name", "Lambda function"],
  aws_rum_app_monitor: ["name", "RUM app monitor"],
  aws_s3_bucket: ["bucket", "S3 bucket"],
  aws_sns_topic: ["name", "SNS topic"],
  aws_sqs_queue: ["name", "SQS queue"],
  aws_xray_group: ["group_name", "X-Ray group"],
  aws_xray_sampling_rule: ["rule_name", "X-Ray sampling rule"],
} as const;

describe.each(sentimentStacks)("the sentiment stack of $name", ({ environment, stack }) => {
  it("is what the provider's schema takes", () => {
    const problems = checkAgainstSchema(stack.name, stack.json);

    expect(problems).toEqual([]);
  });

  it.each(Object.entries(names))(
    "names every %s after environment and system, within the limit",
    (kind, [attribute, service]) => {
      const all = Object.values(stack.resources(kind)).map((body) => String(body[attribute]));

      expect(all.length).toBeGreaterThan(kind.startsWith("aws_backup") && !environment.dailyBackup ? -1 : 0);
      for (const name of all) {
        expect(name).toMatch(new RegExp(`^${environment.name}-sentiment-[a-z0-9-]+$`));
        expect(name.length).toBeLessThanOrEqual(nameLimits[service]);
      }
      expect(new Set(all).size).toBe(all.length);
    },
  );

  it("holds no path of the machine that synthesized it", () => {
    const paths = stack
      .texts()
      .filter(({ text }) => text.includes(process.cwd()) || /(^|[^\w./])\/(home|root|tmp|Users|work)\//.test(text));

    expect(paths).toEqual([]);
  });

  it("holds no secret value: only places of secrets are made", () => {
    const kinds = Object.keys(stack.json.resource as object);

    expect(kinds).not.toContain("aws_secretsmanager_secret_version");
    expect(kinds).not.toContain("aws_ssm_parameter");
    expect(stack.texts().filter(({ path }) => /secret_string|password$/.test(path))).toEqual([]);
  });

  it("leaves account-wide settings to the account stack: two environments would overwrite each other's", () => {
    expect(stack).not.toHaveResource("aws_api_gateway_account");
    expect(stack).not.toHaveResource("aws_xray_encryption_config");
    expect(stack).not.toHaveResource("aws_xray_resource_policy");
  });

  it("tags everything, and may change one account only", () => {
    const provider = stack.json.provider as { readonly aws: readonly unknown[] };

    expect(provider.aws).toEqual([
      {
        region: environment.region,
        allowed_account_ids: [environment.accountId],
        default_tags: [
          {
            tags: {
              Project: "sentiment-analyzer",
              Environment: environment.name,
              ManagedBy: "Terraform",
              Stack: `sentiment-${environment.name}`,
            },
          },
        ],
      },
    ]);
  });

  it("protects exactly what holds data, where the environment asks for it", () => {
    const protections = kindsWithData.flatMap((kind) =>
      Object.values(stack.resources(kind)).map(
        ({ lifecycle }) => (lifecycle as { prevent_destroy: boolean }).prevent_destroy,
      ),
    );

    expect(protections.length).toBeGreaterThanOrEqual(14);
    expect(new Set(protections)).toEqual(new Set([environment.protectData]));
  });

  it("can be asserted on with CDKTF's own static matchers", () => {
    const functionName = `${environment.name}-sentiment-metrics`;

    expect(Testing.toHaveResource(stack.text, LambdaFunction.tfResourceType)).toBe(true);
    expect(
      Testing.toHaveResourceWithProperties(stack.text, SqsQueue.tfResourceType, {
        name: `${environment.name}-sentiment-analysis-dlq`,
      }),
    ).toBe(true);
    expect(
      Testing.toHaveResourceWithProperties(stack.text, LambdaFunction.tfResourceType, {
        function_name: functionName,
        tracing_config: { mode: "Active" },
      }),
    ).toBe(true);
    expect(
      Testing.toHaveResourceWithProperties(stack.text, ApiGatewayRestApi.tfResourceType, { name: "another" }),
    ).toBe(false);
  });
});

describe("synthesis of the sentiment stacks", () => {
  it("gives the same text every time", () => {
    const [first, second] = [prod, prod].map((environment) => synthesize(sentimentStack(environment)).text);

    expect(second).toBe(first);
  });

  it("takes no address of another environment's resource", () => {
    const foreign = sentimentStacks.flatMap(({ name, stack }) =>
      sentimentStacks
        .filter((other) => other.name !== name)
        .flatMap((other) =>
          stack.texts().filter(({ text }) => new RegExp(`(^|[^a-z])${other.name}-sentiment-`).test(text)),
        ),
    );

    expect(foreign).toEqual([]);
  });
});
