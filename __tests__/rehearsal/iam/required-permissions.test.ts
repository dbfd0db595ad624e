import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { requiredPermissions } from "../../../rehearsal/iam/required-permissions.ts";
import { signedCallOf } from "../../../rehearsal/iam/signed-call.ts";
import type { Call } from "../../../rehearsal/supplement/call.ts";
import { jsonCall, queryCall, restCall } from "../supplement/call-of.ts";

const account = "111122223333";
const [tables, queues, functions] = [
  `arn:aws:dynamodb:us-east-1:${account}:table`,
  `arn:aws:sqs:us-east-1:${account}`,
  `arn:aws:lambda:us-east-1:${account}:function`,
];
const topic = `arn:aws:sns:us-east-1:${account}:news`;
const secret = `arn:aws:secretsmanager:us-east-1:${account}:secret:a-AbCdEf`;
const stream = { logGroupName: "/aws/lambda/a", logStreamName: "b" };

function required(call: Call) {
  return requiredPermissions(signedCallOf(call), account).map(({ action, resource }) => `${action} ${resource}`);
}

const inDynamoDb = (operation: string, input: object) => jsonCall({ service: "dynamodb" }, operation, input);
const inS3 = (method: string, url: string) => restCall({ service: "s3" }, method, url);
const queueUrl = (name: string) => ({ QueueUrl: `http://127.0.0.1:5000/${account}/${name}` });
const inXRay = (path: string) => restCall({ service: "xray" }, "POST", path, {});

describe("permissions that calls take", () => {
  it.each<readonly [string, Call, readonly string[]]>([
    ["an item", inDynamoDb("GetItem", { TableName: "a" }), [`dynamodb:GetItem ${tables}/a`]],
    ["a table by ARN", inDynamoDb("PutItem", { TableName: `${tables}/a` }), [`dynamodb:PutItem ${tables}/a`]],
    ["a query", inDynamoDb("Query", { TableName: "a" }), [`dynamodb:Query ${tables}/a`]],
    [
      "a query of an index, and nothing on its table",
      inDynamoDb("Query", { TableName: "a", IndexName: "i" }),
      [`dynamodb:Query ${tables}/a/index/i`],
    ],
    [
      "a batch: its own action on each table",
      inDynamoDb("BatchGetItem", { RequestItems: { a: { Keys: [] }, b: { Keys: [] } } }),
      [`dynamodb:BatchGetItem ${tables}/a`, `dynamodb:BatchGetItem ${tables}/b`],
    ],
    [
      "a transaction: the action of each entry",
      inDynamoDb("TransactWriteItems", {
        TransactItems: [
          { Put: { TableName: "a" } },
          { Update: { TableName: "b" } },
          { Delete: { TableName: "a" } },
          { ConditionCheck: { TableName: "c" } },
        ],
      }),
      [
        `dynamodb:PutItem ${tables}/a`,
        `dynamodb:UpdateItem ${tables}/b`,
        `dynamodb:DeleteItem ${tables}/a`,
        `dynamodb:ConditionCheckItem ${tables}/c`,
      ],
    ],
    ["a message", queryCall({ service: "sns" }, { Action: "Publish", TopicArn: topic }), [`sns:Publish ${topic}`]],
    [
      "a batch of messages",
      queryCall({ service: "sns" }, { Action: "PublishBatch", TopicArn: topic }),
      [`sns:Publish ${topic}`],
    ],
    [
      "a message in a queue",
      jsonCall({ service: "sqs" }, "SendMessage", queueUrl("q")),
      [`sqs:SendMessage ${queues}:q`],
    ],
    [
      "a secret",
      jsonCall({ service: "secretsmanager" }, "GetSecretValue", { SecretId: secret }),
      [`secretsmanager:GetSecretValue ${secret}`],
    ],
    [
      "values of metrics",
      jsonCall({ service: "monitoring" }, "PutMetricData", { Namespace: "N" }),
      ["cloudwatch:PutMetricData *"],
    ],
    [
      "a function",
      restCall({ service: "lambda" }, "POST", "/2015-03-31/functions/f/invocations", {}),
      [`lambda:InvokeFunction ${functions}:f`],
    ],
    [
      "a version of a function",
      restCall({ service: "lambda" }, "POST", "/2015-03-31/functions/f/invocations?Qualifier=7", {}),
      [`lambda:InvokeFunction ${functions}:f:7`],
    ],
    ["an object", inS3("GET", "/bucket/a/b%20c?x-id=GetObject"), ["s3:GetObject arn:aws:s3:::bucket/a/b c"]],
    ["a new object", inS3("PUT", "/bucket/a"), ["s3:PutObject arn:aws:s3:::bucket/a"]],
    [
      "a line of a log",
      jsonCall({ service: "logs" }, "PutLogEvents", stream),
      [`logs:PutLogEvents arn:aws:logs:us-east-1:${account}:log-group:/aws/lambda/a:log-stream:b`],
    ],
    ["segments", inXRay("/TraceSegments"), ["xray:PutTraceSegments *"]],
    ["sampling", inXRay("/SamplingTargets"), ["xray:GetSamplingTargets *"]],
    ["who somebody is", queryCall({ service: "sts" }, { Action: "GetCallerIdentity" }), []],
  ])("%s", (_, call, expected) => {
    const found = required(call);

    expect(found).toEqual(expected);
  });

  it("values of metrics name their namespace, also where the call is compressed", () => {
    const call = jsonCall({ service: "monitoring" }, "PutMetricData", {});
    const headers = { ...call.headers, "content-encoding": "gzip" };
    const body = gzipSync(JSON.stringify({ Namespace: "N" }));

    const found = requiredPermissions(signedCallOf({ ...call, headers, body }), account);

    expect(found).toMatchObject([{ context: { "cloudwatch:namespace": "N" } }]);
  });
});

describe("what is not understood", () => {
  it.each<readonly [string, Call]>([
    ["the operation CreateUser of iam", queryCall({ service: "iam" }, { Action: "CreateUser" })],
    ["the operation AssumeRole of sts", queryCall({ service: "sts" }, { Action: "AssumeRole" })],
    ["the operation ExecuteStatement of dynamodb", inDynamoDb("ExecuteStatement", { Statement: "x" })],
    ["the operation constructor of dynamodb", inDynamoDb("constructor", {})],
    ["the operation Publish of constructor", jsonCall({ service: "constructor" }, "Publish", {})],
    ["a call to GetItem without TableName", inDynamoDb("GetItem", {})],
    ['the table "a/index/b"', inDynamoDb("GetItem", { TableName: "a/index/b" })],
    ["the index 7", inDynamoDb("Query", { TableName: "a", IndexName: 7 })],
    ["a call to BatchGetItem that is empty", inDynamoDb("BatchGetItem", { RequestItems: {} })],
    ["a call to TransactWriteItems that is empty", inDynamoDb("TransactWriteItems", {})],
    ["an entry of a transaction that is empty", inDynamoDb("TransactWriteItems", { TransactItems: [{}] })],
    ["an entry Lock", inDynamoDb("TransactWriteItems", { TransactItems: [{ Lock: { TableName: "a" } }] })],
    ["a call to Publish without TopicArn", queryCall({ service: "sns" }, { Action: "Publish", PhoneNumber: "1" })],
    ["which is no ARN", jsonCall({ service: "secretsmanager" }, "GetSecretValue", { SecretId: "a" })],
    ['the queue "q"', jsonCall({ service: "sqs" }, "SendMessage", { QueueUrl: "q" })],
    ["of s3", inS3("PUT", "/bucket/a?acl")],
    ["of s3", inS3("GET", "/bucket")],
    ["of s3", { ...inS3("PUT", "/bucket/a"), headers: { "x-amz-copy-source": "/other/b" } }],
  ])("%s", (what, call) => {
    expect(() => required(call)).toThrow(what);
  });
});
