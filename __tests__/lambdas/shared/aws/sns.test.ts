import { type BatchResultErrorEntry, PublishBatchCommand, SNSClient } from "@aws-sdk/client-sns";
import { mockClient } from "aws-sdk-client-mock";
import fc from "fast-check";
import { beforeEach, expect, it, vi } from "vitest";
import {
  messageBatches,
  messageBytes,
  PublishError,
  publishBatch,
  type TopicMessage,
} from "../../../../lambdas/shared/aws/sns.ts";
import type { Granted } from "../../../../lambdas/shared/contract/index.ts";
import { useTracing } from "../../../../lambdas/shared/tracing/tracing.ts";
import { untraced } from "../../../helpers/untraced.ts";

vi.mock("../../../../lambdas/shared/back-off.ts", () => ({ backOff: async () => {} }));

const arn = "arn:aws:sns:us-east-1:111122223333:topic" as Granted<"sns:Publish">;
const sns = mockClient(SNSClient);
useTracing(untraced);

beforeEach(() => {
  sns.reset();
});

const message = (body: string): TopicMessage => ({ body, attributes: { source_type: "tiingo" } });

const failedEntry = (Id: string, SenderFault = false): BatchResultErrorEntry => ({ Id, SenderFault, Code: "Any" });

const sentBodies = () =>
  sns
    .commandCalls(PublishBatchCommand)
    .map(({ args }) => args[0].input.PublishBatchRequestEntries?.map((entry) => entry.Message));

it("batches keep every message in order, hold at most ten and at most 262,144 bytes", () => {
  const body = fc
    .tuple(fc.constantFrom("x", "é", "東", "🙂"), fc.integer({ min: 0, max: 40_000 }))
    .map(([character, count]) => character.repeat(count));
  const property = fc.property(fc.array(body, { maxLength: 40 }), (bodies) => {
    const messages = bodies.map(message);

    const batches = messageBatches(messages);

    expect(batches.flat()).toEqual(messages);
    for (const batch of batches) {
      const bytes = batch.reduce((sum, each) => sum + messageBytes(each), 0);
      expect(batch.length).toBeGreaterThan(0);
      expect(batch.length).toBeLessThanOrEqual(10);
      expect(bytes).toBeLessThanOrEqual(262_144);
    }
  });

  fc.assert(property, { numRuns: 50 });
});

it("small messages fill batches of ten", () => {
  const messages = Array.from({ length: 23 }, (_, index) => message(String(index)));

  const batches = messageBatches(messages);

  expect(batches.map(({ length }) => length)).toEqual([10, 10, 3]);
});

it("a message counts with the bytes of its body and of its attributes", () => {
  const bytes = messageBytes({ body: "東京", attributes: { source_type: "tiingo" } });

  expect(bytes).toBe(6 + "source_type".length + "String".length + "tiingo".length);
});

it("sends body and attributes under ids that are unique in the batch", async () => {
  sns.on(PublishBatchCommand).resolves({});

  await publishBatch(arn, [message("a"), message("b")]);

  const MessageAttributes = { source_type: { DataType: "String", StringValue: "tiingo" } };
  expect(sns.commandCalls(PublishBatchCommand)[0]?.args[0].input).toEqual({
    TopicArn: arn,
    PublishBatchRequestEntries: [
      { Id: "0", Message: "a", MessageAttributes },
      { Id: "1", Message: "b", MessageAttributes },
    ],
  });
});

it("sends failed entries again, and those alone", async () => {
  sns
    .on(PublishBatchCommand)
    .resolvesOnce({ Failed: [failedEntry("1"), failedEntry("2")] })
    .resolvesOnce({ Failed: [failedEntry("1")] })
    .resolves({});

  await publishBatch(arn, [message("a"), message("b"), message("c")]);

  expect(sentBodies()).toEqual([["a", "b", "c"], ["b", "c"], ["c"]]);
});

it("gives up after four attempts and names what is left", async () => {
  sns.on(PublishBatchCommand).resolves({ Failed: [failedEntry("0")] });

  const failure = await publishBatch(arn, [message("a"), message("b")]).catch((error: unknown) => error);

  expect(failure).toBeInstanceOf(PublishError);
  expect(failure).toMatchObject({ failed: [message("a")], message: "1 of 2 messages were not published" });
  expect(sentBodies()).toHaveLength(4);
});

it("does not send again what is at fault itself, but still reports it", async () => {
  sns
    .on(PublishBatchCommand)
    .resolvesOnce({ Failed: [failedEntry("0", true), failedEntry("1")] })
    .resolves({});

  const failure = await publishBatch(arn, [message("a"), message("b")]).catch((error: unknown) => error);

  expect(failure).toMatchObject({ name: "PublishError", failed: [message("a")] });
  expect(sentBodies()).toEqual([["a", "b"], ["b"]]);
});

it("counts all that was left when a call fails altogether", async () => {
  const denied = Object.assign(new Error("no"), { name: "AuthorizationErrorException" });
  sns
    .on(PublishBatchCommand)
    .resolvesOnce({ Failed: [failedEntry("0", true), failedEntry("2")] })
    .rejects(denied);

  const failure = await publishBatch(arn, [message("a"), message("b"), message("c")]).catch((error: unknown) => error);

  expect(failure).toMatchObject({ name: "PublishError", failed: [message("a"), message("c")], cause: denied });
});
