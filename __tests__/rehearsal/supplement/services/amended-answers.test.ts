import { expect, it } from "vitest";
import { s3 } from "../../../../rehearsal/supplement/services/s3.ts";
import { sns } from "../../../../rehearsal/supplement/services/sns.ts";
import { sqs } from "../../../../rehearsal/supplement/services/sqs.ts";
import { serviceOf } from "./service-of.ts";

const topic = "arn:aws:sns:us-east-1:111122223333:news";
const attributes = "<Attributes><entry><key>Owner</key><value>me</value></entry></Attributes>";

it("a topic's tracing mode is among its attributes, as it was set last", async () => {
  const { query } = serviceOf("sns", sns, () => attributes);
  const read = async () => (await query({ Action: "GetTopicAttributes", TopicArn: topic })).content;

  await query({
    Action: "CreateTopic",
    Name: "news",
    "Attributes.entry.1.key": "KmsMasterKeyId",
    "Attributes.entry.1.value": "key",
    "Attributes.entry.2.key": "TracingConfig",
    "Attributes.entry.2.value": "Active",
  });
  const first = await read();
  await query({
    Action: "SetTopicAttributes",
    TopicArn: topic,
    AttributeName: "TracingConfig",
    AttributeValue: "PassThrough",
  });
  const second = await read();
  await query({ Action: "DeleteTopic", TopicArn: topic });

  expect(first).toContain("<entry><key>TracingConfig</key><value>Active</value></entry></Attributes>");
  expect(second).toContain("<value>PassThrough</value>");
  expect(await read()).toBe(attributes);
});

it("a redrive policy is written without blanks, as AWS writes it", async () => {
  const { json } = serviceOf("sqs", sqs, () => ({
    Attributes: { RedrivePolicy: '{"maxReceiveCount": 3, "deadLetterTargetArn": "arn:queue"}', Other: "a b" },
  }));

  const { content } = await json("GetQueueAttributes", {});

  expect(content).toEqual({
    Attributes: { RedrivePolicy: '{"maxReceiveCount":3,"deadLetterTargetArn":"arn:queue"}', Other: "a b" },
  });
});

it("a bucket's policy never reaches the emulator, which would refuse everything because of it", async () => {
  const { rest, asked } = serviceOf("s3", s3);
  const policy = { Statement: [{ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }] };

  await rest("PUT", "/bucket?policy", policy);
  const read = await rest("GET", "/bucket?policy");
  await rest("DELETE", "/bucket?policy");
  const afterwards = await rest("GET", "/bucket?policy");

  expect(read.content).toEqual(policy);
  expect(afterwards.status).toBe(404);
  expect(asked).toEqual([]);
});

it("everything else about a bucket is the emulator's", async () => {
  const { rest, asked } = serviceOf("s3", s3);

  await rest("PUT", "/bucket");
  await rest("GET", "/bucket?versioning");
  await rest("DELETE", "/bucket");

  expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
    "PUT /bucket",
    "GET /bucket?versioning",
    "DELETE /bucket",
  ]);
});
