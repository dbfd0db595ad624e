import {
  type BatchResultErrorEntry,
  PublishBatchCommand,
  type PublishBatchRequestEntry,
  SNSClient,
} from "@aws-sdk/client-sns";
import { backOff } from "../back-off.ts";
import type { Granted } from "../contract/index.ts";
import { currentTracing } from "../tracing/tracing.ts";
import { lazy } from "./lazy.ts";
import { callOptions, clientOptions } from "./retries-and-timeouts.ts";

/** A message for a topic. Its attributes are text. */
export interface TopicMessage {
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Messages that a topic did not take in any attempt. Its cause is the error of the call, where the call failed. */
export class PublishError extends Error {
  override readonly name = "PublishError";
  readonly failed: readonly TopicMessage[];

  constructor(failed: readonly TopicMessage[], total: number, cause: unknown) {
    super(`${failed.length} of ${total} messages were not published`, { cause });
    this.failed = failed;
  }
}

/** Limits of one PublishBatch call (Amazon SNS API reference, PublishBatch): entries, and bytes of all together. */
const entriesPerBatch = 10;
const bytesPerBatch = 262_144;

const attemptsPerBatch = 4;

const client = lazy(() => currentTracing().instrument(new SNSClient(clientOptions)));

/** What a message counts against the size of its batch: body, and name, type and value of each attribute. */
export function messageBytes({ body, attributes }: TopicMessage): number {
  const parts = Object.entries(attributes).map(([name, value]) => Buffer.byteLength(`${name}String${value}`));
  return parts.reduce((sum, bytes) => sum + bytes, Buffer.byteLength(body));
}

/** Splits messages into batches that one call takes. A message above the limit stands alone, and will be refused. */
export function messageBatches(messages: readonly TopicMessage[]): readonly (readonly TopicMessage[])[] {
  const batches: TopicMessage[][] = [];
  let last: TopicMessage[] = [];
  let bytes = 0;
  for (const message of messages) {
    const size = messageBytes(message);
    if (last.length === 0 || last.length === entriesPerBatch || bytes + size > bytesPerBatch) {
      last = [];
      bytes = 0;
      batches.push(last);
    }
    last.push(message);
    bytes += size;
  }
  return batches;
}

/**
 * Publishes one batch. Entries that the service failed to take are sent again after a growing pause, four times in
 * all; entries that are at fault themselves are not.
 *
 * @param batch as `messageBatches` makes them.
 * @throws PublishError where messages are left that the topic did not take; all others are published.
 */
export async function publishBatch(topic: Granted<"sns:Publish">, batch: readonly TopicMessage[]): Promise<void> {
  const refused: TopicMessage[] = [];
  let left = batch;
  for (let attempt = 1; left.length > 0; attempt++) {
    if (attempt > attemptsPerBatch) throw new PublishError([...refused, ...left], batch.length, undefined);
    if (attempt > 1) await backOff(attempt - 1);
    const sent = left;
    const failures = await sendBatch(topic, sent).catch((error: unknown) => {
      throw new PublishError([...refused, ...sent], batch.length, error);
    });
    const messagesOf = (entries: typeof failures) => entries.flatMap(({ Id }) => sent[Number(Id)] ?? []);
    refused.push(...messagesOf(failures.filter(({ SenderFault }) => SenderFault === true)));
    left = messagesOf(failures.filter(({ SenderFault }) => SenderFault !== true));
  }
  if (refused.length > 0) throw new PublishError(refused, batch.length, undefined);
}

async function sendBatch(
  topic: Granted<"sns:Publish">,
  batch: readonly TopicMessage[],
): Promise<readonly BatchResultErrorEntry[]> {
  const { Failed } = await client().send(
    new PublishBatchCommand({ TopicArn: topic, PublishBatchRequestEntries: batch.map(entryOf) }),
    callOptions(),
  );
  return Failed ?? [];
}

function entryOf({ body, attributes }: TopicMessage, index: number): PublishBatchRequestEntry {
  const named = Object.entries(attributes).map(([name, value]) => [name, { DataType: "String", StringValue: value }]);
  return { Id: String(index), Message: body, MessageAttributes: Object.fromEntries(named) };
}
