import type { AwsAnswer } from "../rig/aws-answer.ts";
import type { AwsCall } from "../rig/aws-call.ts";

/** A message as a topic takes it. */
export interface PublishedMessage {
  readonly topicArn: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const entryField = /^PublishBatchRequestEntries\.member\.(\d+)\.(.+)$/;

/** Fields of each entry of a PublishBatch call, by the entry's number. */
function batchEntries({ input }: AwsCall): ReadonlyMap<number, Readonly<Record<string, string>>> {
  const entries = new Map<number, Record<string, string>>();
  for (const [field, value] of Object.entries(input)) {
    const [, number = "", name = ""] = entryField.exec(field) ?? [];
    if (name === "") continue;
    const entry = entries.get(Number(number)) ?? {};
    entries.set(Number(number), Object.assign(entry, { [name]: String(value) }));
  }
  return entries;
}

/** The messages that a topic took, according to its answer. */
export function publishedMessages(call: AwsCall, { status = 200, body }: AwsAnswer): readonly PublishedMessage[] {
  if (call.service !== "SNS" || status !== 200) return [];
  const topicArn = String(call.input.TopicArn);
  if (call.operation === "Publish") return [{ topicArn, ...messageOf(stringsOf(call.input)) }];
  if (call.operation !== "PublishBatch") return [];
  const [, successful = ""] = /<Successful>(.*?)<\/Successful>/s.exec(String(body)) ?? [];
  const taken = new Set([...successful.matchAll(/<Id>(.*?)<\/Id>/gs)].map(([, id]) => id));
  return [...batchEntries(call).values()]
    .filter(({ Id }) => taken.has(Id))
    .map((entry) => ({ topicArn, ...messageOf(entry) }));
}

function stringsOf(input: AwsCall["input"]): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [name, String(value)]));
}

function messageOf(fields: Readonly<Record<string, string>>): Omit<PublishedMessage, "topicArn"> {
  const attributes: Record<string, string> = {};
  for (let number = 1; ; number++) {
    const name = fields[`MessageAttributes.entry.${number}.Name`];
    if (name === undefined) return { body: fields.Message ?? "", attributes };
    attributes[name] = fields[`MessageAttributes.entry.${number}.Value.StringValue`] ?? "";
  }
}

/** The half of a batch that is carried out, and the answer to the whole, made from the answer to the half. */
export interface HalfBatch {
  readonly call: AwsCall;
  readonly complete: (answer: AwsAnswer) => AwsAnswer;
}

/** Splits a PublishBatch or BatchGetItem call: every second entry is left undone. */
export function halfOf(call: AwsCall): HalfBatch {
  return call.operation === "PublishBatch" ? halfPublishBatch(call) : halfBatchGet(call);
}

function halfPublishBatch(call: AwsCall): HalfBatch {
  const entries = [...batchEntries(call)];
  const left = entries.filter((_, index) => index % 2 === 0).map(([number, { Id = "" }]) => ({ number, id: Id }));
  const kept = Object.entries(call.input).filter(([field]) => {
    const [, number] = entryField.exec(field) ?? [];
    return number === undefined || !left.some((each) => each.number === Number(number));
  });
  const failed = left
    .map(({ id }) => `<member><Id>${id}</Id><Code>InternalError</Code><SenderFault>false</SenderFault></member>`)
    .join("");
  const whole = (members: string) =>
    `<PublishBatchResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishBatchResult><Successful>${members}</Successful><Failed>${failed}</Failed></PublishBatchResult></PublishBatchResponse>`;
  return {
    call: { ...call, input: renumbered(kept) },
    complete({ status = 200, body }) {
      // A batch of one entry leaves nothing to carry out, and a batch of none is refused.
      const [, members = ""] = /<Successful>(.*?)<\/Successful>/s.exec(String(body)) ?? [];
      return status === 200 || left.length === entries.length
        ? { body: whole(status === 200 ? members : "") }
        : { status, body };
    },
  };
}

/** Entries of a form have to be numbered without gaps. */
function renumbered(fields: readonly (readonly [string, unknown])[]): Readonly<Record<string, unknown>> {
  const numbers = new Map<string, number>();
  return Object.fromEntries(
    fields.map(([field, value]) => {
      const [, number, name] = entryField.exec(field) ?? [];
      if (number === undefined) return [field, value];
      const next = numbers.get(number) ?? numbers.size + 1;
      numbers.set(number, next);
      return [`PublishBatchRequestEntries.member.${next}.${name}`, value];
    }),
  );
}

interface KeysAndAttributes {
  readonly Keys: readonly unknown[];
}

function halfBatchGet(call: AwsCall): HalfBatch {
  const requested = Object.entries(call.input.RequestItems as Readonly<Record<string, KeysAndAttributes>>);
  const part = (isKept: (index: number) => boolean) =>
    Object.fromEntries(
      requested.map(([table, request]) => [
        table,
        { ...request, Keys: request.Keys.filter((_, index) => isKept(index)) },
      ]),
    );
  return {
    call: { ...call, input: { ...call.input, RequestItems: part((index) => index % 2 === 0) } },
    complete({ status = 200, body }) {
      if (typeof body === "string" || status !== 200) return { status, body };
      return { body: { ...body, UnprocessedKeys: part((index) => index % 2 === 1) } };
    },
  };
}
