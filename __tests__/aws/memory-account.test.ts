import { CloudWatchClient, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { PublishBatchCommand, PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { DynamoDBDocumentClient, PutCommand, QueryCommand, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it } from "vitest";
import { items } from "../../lambdas/shared/sentiment/tables.ts";
import { inProcess } from "./in-process-client.ts";
import { memoryAccount } from "./memory-account.ts";

const topic = "arn:aws:sns:us-east-1:111122223333:stories";
const secretArn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:test/tiingo-AbCdEf";

/** An account and the SDK's own clients of it. */
function accountAndClients() {
  const account = memoryAccount({ tables: { t: items }, topics: [topic], secrets: { [secretArn]: '{"api_key":"k"}' } });
  const options = inProcess((call) => account.answer(call));
  return {
    account,
    sns: new SNSClient(options),
    secrets: new SecretsManagerClient(options),
    cloudWatch: new CloudWatchClient(options),
    tables: DynamoDBDocumentClient.from(new DynamoDBClient(options)),
  };
}

/** The name of the error that something ends with. */
async function errorOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => (error as Error).name,
  );
}

const story = { source_id: "dedup:1", timestamp: "2026-01-05T12:00:00.000Z" };

describe("tables through the SDK", () => {
  it("rows come back as they were, numbers, sets and binary values included", async () => {
    const { tables } = accountAndClients();
    const row = {
      ...story,
      status: "pending",
      n: 0.1,
      set: new Set(["a"]),
      bytes: new Uint8Array([0, 255]),
      none: null,
    };
    await tables.send(new PutCommand({ TableName: "t", Item: row }));

    const { Items } = await tables.send(
      new QueryCommand({
        TableName: "t",
        IndexName: "by_status",
        KeyConditionExpression: "#status = :status",
        ExpressionAttributeNames: { "#status": "status" },
        ExpressionAttributeValues: { ":status": "pending" },
      }),
    );

    expect(Items).toEqual([row]);
  });

  it("errors are those of the SDK, with their reasons", async () => {
    const { tables } = accountAndClients();
    const Put = { TableName: "t", Item: story, ConditionExpression: "attribute_exists(source_id)" };

    const cancelled = tables.send(new TransactWriteCommand({ TransactItems: [{ Put }] }));
    const refused = errorOf(tables.send(new PutCommand(Put)));

    await expect(cancelled).rejects.toMatchObject({
      name: "TransactionCanceledException",
      CancellationReasons: [{ Code: "ConditionalCheckFailed", Message: "The conditional request failed" }],
    });
    expect(await refused).toBe("ConditionalCheckFailedException");
  });
});

describe("topics", () => {
  const entry = (Id: string, Message = "m") => ({ Id, Message });

  it("take messages with their attributes, one by one and in batches", async () => {
    const { account, sns } = accountAndClients();
    const MessageAttributes = { kind: { DataType: "String", StringValue: "<new & old>" } };

    await sns.send(new PublishCommand({ TopicArn: topic, Message: "one", MessageAttributes }));
    const { Successful, Failed } = await sns.send(
      new PublishBatchCommand({
        TopicArn: topic,
        PublishBatchRequestEntries: [entry("0", "two"), { ...entry("1"), MessageAttributes }],
      }),
    );

    expect(account.sns.published).toMatchObject([
      { topicArn: topic, body: "one", attributes: { kind: "<new & old>" } },
      { body: "two", attributes: {} },
      { body: "m", attributes: { kind: "<new & old>" } },
    ]);
    expect(Successful?.map(({ Id }) => Id)).toEqual(["0", "1"]);
    expect(Failed).toEqual([]);
  });

  it("say of each entry of a batch why they do not take it", async () => {
    const { account, sns } = accountAndClients();
    account.sns.refuse = ({ body }) =>
      body === "later" ? { code: "InternalError", senderFault: false, message: "try again" } : undefined;

    const { Successful, Failed } = await sns.send(
      new PublishBatchCommand({
        TopicArn: topic,
        PublishBatchRequestEntries: [entry("0", ""), entry("1", "later"), entry("2")],
      }),
    );

    expect(Failed).toMatchObject([
      { Id: "0", Code: "InvalidParameter", SenderFault: true },
      { Id: "1", Code: "InternalError", SenderFault: false },
    ]);
    expect(Successful?.map(({ Id }) => Id)).toEqual(["2"]);
    expect(account.sns.published).toHaveLength(1);
  });

  it.each([
    [
      "more than ten entries",
      Array.from({ length: 11 }, (_, index) => entry(String(index))),
      "TooManyEntriesInBatchRequestException",
    ],
    ["no entry", [], "EmptyBatchRequestException"],
    ["an id twice", [entry("0"), entry("0")], "BatchEntryIdsNotDistinctException"],
    ["an id with a blank", [entry("a b")], "InvalidBatchEntryIdException"],
    [
      "more than 256 KB together",
      [entry("0", "x".repeat(140_000)), entry("1", "x".repeat(140_000))],
      "BatchRequestTooLongException",
    ],
  ])("refuse %s", async (_, PublishBatchRequestEntries, name) => {
    const { account, sns } = accountAndClients();

    const error = await errorOf(sns.send(new PublishBatchCommand({ TopicArn: topic, PublishBatchRequestEntries })));

    expect(error).toBe(name);
    expect(account.sns.published).toEqual([]);
  });

  it("that are not there, or messages above 256 KB, are refused", async () => {
    const { sns } = accountAndClients();

    expect(await errorOf(sns.send(new PublishCommand({ TopicArn: `${topic}x`, Message: "m" })))).toBe(
      "NotFoundException",
    );
    expect(await errorOf(sns.send(new PublishCommand({ TopicArn: topic, Message: "é".repeat(131_073) })))).toBe(
      "InvalidParameterException",
    );
    expect(
      await errorOf(sns.send(new PublishCommand({ TopicArn: topic, Message: "é".repeat(131_072) }))),
    ).toBeUndefined();
  });
});

describe("secrets", () => {
  it("are read by ARN and by name", async () => {
    const { secrets } = accountAndClients();

    const answers = await Promise.all(
      [secretArn, "test/tiingo"].map((SecretId) => secrets.send(new GetSecretValueCommand({ SecretId }))),
    );

    expect(answers.map(({ SecretString }) => SecretString)).toEqual(['{"api_key":"k"}', '{"api_key":"k"}']);
  });

  it("without a value, and others, are not found", async () => {
    const { account, secrets } = accountAndClients();
    account.secrets.texts.set(secretArn, undefined);

    for (const SecretId of [secretArn, "test/other"])
      expect(await errorOf(secrets.send(new GetSecretValueCommand({ SecretId })))).toBe("ResourceNotFoundException");
  });
});

describe("metrics", () => {
  const datum = { MetricName: "M", Value: 3, Unit: "Count" as const };

  it("are kept with namespace and dimensions", async () => {
    const { account, cloudWatch } = accountAndClients();
    const Dimensions = [{ Name: "Environment", Value: "test" }];

    await cloudWatch.send(new PutMetricDataCommand({ Namespace: "N", MetricData: [{ ...datum, Dimensions }] }));

    expect(account.cloudWatch.metrics).toEqual([
      { namespace: "N", name: "M", unit: "Count", values: [3], dimensions: { Environment: "test" } },
    ]);
  });

  it.each([
    ["a namespace of AWS", "AWS/Lambda", [datum], "InvalidParameterValueException"],
    ["no name", "N", [{ ...datum, MetricName: "" }], "MissingRequiredParameterException"],
    ["no value", "N", [{ MetricName: "M" }], "InvalidParameterCombinationException"],
    ["a value that is no number", "N", [{ ...datum, Value: Number.NaN }], "InvalidParameterValueException"],
    ["an unknown unit", "N", [{ ...datum, Unit: "Pieces" as "Count" }], "InvalidParameterValueException"],
    [
      "an empty dimension",
      "N",
      [{ ...datum, Dimensions: [{ Name: "A", Value: "" }] }],
      "MissingRequiredParameterException",
    ],
    [
      "31 dimensions",
      "N",
      [{ ...datum, Dimensions: Array.from({ length: 31 }, (_, index) => ({ Name: `D${index}`, Value: "v" })) }],
      "InvalidParameterValueException",
    ],
    [
      "a time of last month",
      "N",
      [{ ...datum, Timestamp: new Date(Date.now() - 30 * 86_400_000) }],
      "InvalidParameterValueException",
    ],
    ["1,001 values", "N", Array.from({ length: 1_001 }, () => datum), "InvalidParameterValueException"],
  ])("refuse %s", async (_, Namespace, MetricData, name) => {
    const { account, cloudWatch } = accountAndClients();

    expect(await errorOf(cloudWatch.send(new PutMetricDataCommand({ Namespace, MetricData })))).toBe(name);
    expect(account.cloudWatch.metrics).toEqual([]);
  });
});

it("what the account does not know is refused, never passed over", () => {
  const { account } = accountAndClients();
  const statusOf = (service: "DynamoDB" | "SNS" | "CloudWatch" | "SecretsManager" | "other", operation: string) =>
    account.answer({ service, operation, input: {} }).status;

  expect([
    statusOf("DynamoDB", "Scan"),
    statusOf("SNS", "CreateTopic"),
    statusOf("CloudWatch", "PutMetricAlarm"),
    statusOf("SecretsManager", "PutSecretValue"),
    statusOf("other", "GET /"),
  ]).toEqual([400, 400, 400, 400, 501]);
});
