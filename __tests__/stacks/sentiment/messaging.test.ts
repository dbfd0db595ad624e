import { describe, expect, it } from "vitest";
import { dev } from "../../../environments/dev.ts";
import { statement, statementsIn } from "../../helpers/policies.ts";
import { sentimentStack, sentimentStacks } from "../../helpers/sentiment-stacks.ts";
import "../../helpers/stack-matchers.ts";

describe.each(sentimentStacks)("topics and queues of $name", ({ environment, stack }) => {
  const { accountId, region } = environment;
  const name = (part: string) => `${environment.name}-sentiment-${part}`;
  const requests = stack.resource("aws_sns_topic", { name: name("analysis-requests") });
  const notices = stack.resource("aws_sns_topic", { name: name("new-items") });
  const mails = stack.resource("aws_sns_topic", { name: name("notifications") });
  const alarms = stack.resource("aws_sns_topic", { name: name("alarms") });
  const policyOf = (topic: unknown) =>
    Object.values(stack.resources("aws_sns_topic_policy")).find(({ arn }) => stack.referenced(arn) === topic)?.policy;

  it("encrypts every topic with the environment's key, and traces the hop between functions (FR-013)", () => {
    const key = stack.resource("aws_kms_key");

    for (const topic of [requests, notices, mails, alarms]) expect(stack.referenced(topic.kms_master_key_id)).toBe(key);
    expect(requests.tracing_config).toBe("Active");
    expect(notices.tracing_config).toBe("Active");
    expect(mails.tracing_config).toBe("Active");
  });

  it.each([
    ["requests", requests, ["ingestion"]],
    ["notices of new items", notices, ["ingestion"]],
    ["requests for mails", mails, ["analysis", "dashboard"]],
  ])("lets exactly those publish %s whose contracts say so", (_, topic, functions) => {
    const allow = statement(policyOf(topic), "AllowPublishers");
    const deny = statement(policyOf(topic), "DenyOtherPublishers");
    const publishers = (allow.Principal as { AWS: string[] }).AWS;

    expect(publishers.map((arn) => stack.referenced(arn).name)).toEqual(
      functions.map((each) => name(`${each}-lambda-role`)),
    );
    expect(deny).toMatchObject({
      Effect: "Deny",
      Principal: "*",
      Action: "sns:Publish",
      Condition: { ArnNotEquals: { "aws:PrincipalArn": publishers } },
    });
  });

  it.each([
    ["AllowCloudwatch", "cloudwatch.amazonaws.com", `arn:aws:cloudwatch:${region}:${accountId}:alarm:*`],
    ["AllowBudgets", "budgets.amazonaws.com", `arn:aws:budgets::${accountId}:*`],
  ])("lets alarms and budget of this account notify: %s", (sid, service, source) => {
    expect(statement(policyOf(alarms), sid)).toMatchObject({
      Effect: "Allow",
      Principal: { Service: service },
      Action: "sns:Publish",
      Condition: { StringEquals: { "aws:SourceAccount": accountId }, ArnLike: { "aws:SourceArn": source } },
    });
    expect(statementsIn(policyOf(alarms))).toHaveLength(2);
  });

  it("subscribes everybody whom the environment names", () => {
    const told = Object.values(stack.resources("aws_sns_topic_subscription"))
      .filter(({ topic_arn }) => stack.referenced(topic_arn) === alarms)
      .map(({ protocol, endpoint }) => ({ protocol, endpoint }));

    expect(told).toEqual(environment.alarmSubscribers);
    expect(told.length).toBeGreaterThanOrEqual(environment.production ? 1 : 0);
  });

  it("keeps dead letters encrypted for 14 days", () => {
    const queues = Object.values(stack.resources("aws_sqs_queue"));

    expect(queues.map((queue) => queue.name).sort()).toEqual(
      ["analysis-dlq", "notification-dlq", "schedule-dlq"].map(name),
    );
    for (const queue of queues) {
      expect(queue).toMatchObject({ message_retention_seconds: 1_209_600, sqs_managed_sse_enabled: true });
    }
    expect(stack).not.toHaveResource("aws_sqs_queue_policy");
  });

  it("lets only rules of this environment put undelivered events into the schedules' queue", () => {
    const { policy } = stack.resource("aws_sqs_queue", { name: name("schedule-dlq") });

    expect(statementsIn(policy)).toEqual([
      {
        Sid: "AllowUndeliveredEvents",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: `arn:aws:sqs:${region}:${accountId}:${name("schedule-dlq")}`,
        Condition: { ArnLike: { "aws:SourceArn": `arn:aws:events:${region}:${accountId}:rule/${name("*")}` } },
      },
    ]);
  });
});

describe("subscribers of the alarm topic", () => {
  it("are refused where one is named twice", () => {
    const subscriber = { protocol: "email", endpoint: "on-call@example.com" } as const;

    const make = () => sentimentStack({ ...dev, alarmSubscribers: [subscriber, subscriber] });

    expect(make).toThrow('alarmSubscribers: found "on-call@example.com" twice, expected everybody once.');
  });

  it("keep their addresses out of the names of resources", () => {
    const addresses = sentimentStacks.flatMap(({ stack }) =>
      Object.keys(stack.resources("aws_sns_topic_subscription")).filter((id) => id.includes("example")),
    );

    expect(addresses).toEqual([]);
  });
});
