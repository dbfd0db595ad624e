import { type FormPart, formTree, listOf, partOf, textOf, xmlAnswer, xmlElement } from "./form-notation.ts";
import { ServiceError } from "./service-error.ts";

/** A message that a topic took. */
export interface PublishedMessage {
  readonly topicArn: string;
  readonly id: string;
  readonly body: string;
  readonly subject: string | undefined;
  /** Values of the attributes, which are texts here. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Why a topic does not take a message. */
export interface Refusal {
  readonly code: string;
  /** Whether the message itself is at fault, so that no further attempt helps. */
  readonly senderFault: boolean;
  readonly message: string;
}

/** SNS's topics, without a server. */
export interface MemorySns {
  /**
   * Answers one call, whose input is a form, in XML.
   *
   * @throws ServiceError where SNS would answer with an error.
   */
  answer(operation: string, input: Readonly<Record<string, unknown>>): string;
  /** Messages that were taken, in their order. */
  readonly published: readonly PublishedMessage[];
  /** Decides which well-formed messages of a batch are not taken; may be replaced. */
  refuse: (message: PublishedMessage) => Refusal | undefined;
}

/** Bounds of messages and batches (Amazon SNS API reference, Publish and PublishBatch). */
const largestBytes = 262_144;
const entriesPerBatch = 10;
const subjectCharacters = 100;

/** @param topicArns of the topics that exist. */
export function memorySns(topicArns: readonly string[]): MemorySns {
  const published: PublishedMessage[] = [];
  const topicOf = (input: FormPart) => {
    const arn = textOf(input, "TopicArn") ?? textOf(input, "TargetArn") ?? "";
    if (!topicArns.includes(arn)) throw new ServiceError("NotFound", "Topic does not exist", {}, 404);
    return arn;
  };
  const take = (message: Omit<PublishedMessage, "id">) => {
    const taken = { ...message, id: messageId(published.length) };
    published.push(taken);
    return taken.id;
  };
  const publish = (input: FormPart) => {
    const message = messageOf(topicOf(input), input);
    const fault = faultOf(message);
    if (fault !== undefined) throw new ServiceError("InvalidParameter", `Invalid parameter: ${fault}`);
    return xmlElement("MessageId", take(message));
  };
  const publishBatch = (input: FormPart) => {
    const topicArn = topicOf(input);
    const results = batchEntries(input).map((entry): readonly ["Successful" | "Failed", string] => {
      const id = xmlElement("Id", textOf(entry, "Id") ?? "");
      const message = messageOf(topicArn, entry);
      const refusal = refusalOf(message) ?? sns.refuse({ ...message, id: "" });
      if (refusal === undefined) return ["Successful", id + xmlElement("MessageId", take(message))];
      const { code, senderFault, message: why } = refusal;
      return [
        "Failed",
        id + xmlElement("Code", code) + xmlElement("Message", why) + xmlElement("SenderFault", senderFault),
      ];
    });
    const members = (kind: string) =>
      results.filter(([each]) => each === kind).map(([, text]) => `<member>${text}</member>`);
    return ["Successful", "Failed"].map((kind) => `<${kind}>${members(kind).join("")}</${kind}>`).join("");
  };
  const operations: Readonly<Record<string, (input: FormPart) => string>> = {
    Publish: publish,
    PublishBatch: publishBatch,
  };
  const sns: MemorySns = {
    published,
    refuse: () => undefined,
    answer(operation, input) {
      const work = operations[operation];
      if (work === undefined) throw new ServiceError("InvalidAction", `No operation ${operation}`);
      return xmlAnswer(operation, work(formTree(input)));
    },
  };
  return sns;
}

function messageId(index: number): string {
  return `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
}

function messageOf(topicArn: string, input: FormPart): Omit<PublishedMessage, "id"> {
  const attributes = listOf(partOf(input, "MessageAttributes"), "entry").map((entry) => {
    const value = partOf(entry, "Value");
    if (textOf(value, "DataType") === undefined)
      throw new ServiceError("ParameterValueInvalid", "The message attribute must contain a non-empty type");
    return [textOf(entry, "Name") ?? "", textOf(value, "StringValue") ?? textOf(value, "BinaryValue") ?? ""] as const;
  });
  return {
    topicArn,
    body: textOf(input, "Message") ?? "",
    subject: textOf(input, "Subject"),
    attributes: Object.fromEntries(attributes),
  };
}

/** What is wrong with a message; undefined where nothing is. */
function faultOf(message: Omit<PublishedMessage, "id">): string | undefined {
  const { body, subject, attributes } = message;
  if (body === "") return "Empty message";
  if (bytesOf(message) > largestBytes) return "Message too long";
  if (subject !== undefined && (subject === "" || subject.length > subjectCharacters)) return "Subject";
  const wrong = Object.entries(attributes).find(([name, value]) => !/^[\w.-]{1,256}$/.test(name) || value === "");
  return wrong && `The message attribute '${wrong[0]}' is not valid`;
}

function refusalOf(message: Omit<PublishedMessage, "id">): Refusal | undefined {
  const fault = faultOf(message);
  return fault === undefined
    ? undefined
    : { code: "InvalidParameter", senderFault: true, message: `Invalid parameter: ${fault}` };
}

function bytesOf({ body, attributes }: Omit<PublishedMessage, "id">): number {
  const parts = Object.entries(attributes).map(([name, value]) => Buffer.byteLength(`${name}String${value}`));
  return parts.reduce((sum, bytes) => sum + bytes, Buffer.byteLength(body));
}

function batchEntries(input: FormPart): readonly FormPart[] {
  const entries = listOf(partOf(input, "PublishBatchRequestEntries"), "member");
  const ids = entries.map((entry) => textOf(entry, "Id") ?? "");
  if (entries.length === 0)
    throw new ServiceError("EmptyBatchRequest", "The batch request doesn't contain any entries.");
  if (entries.length > entriesPerBatch)
    throw new ServiceError("TooManyEntriesInBatchRequest", "The batch request contains more entries than permissible.");
  if (ids.some((id) => !/^[\w-]{1,80}$/.test(id)))
    throw new ServiceError(
      "InvalidBatchEntryId",
      "The Id of a batch entry in a batch request doesn't abide by the specification.",
    );
  if (new Set(ids).size < ids.length)
    throw new ServiceError("BatchEntryIdsNotDistinct", "Two or more batch entries in the request have the same Id.");
  if (entries.reduce<number>((sum, entry) => sum + bytesOf(messageOf("", entry)), 0) > largestBytes)
    throw new ServiceError(
      "BatchRequestTooLong",
      "The length of all the batch messages put together is more than the limit.",
    );
  return entries;
}
