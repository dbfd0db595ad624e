import * as z from "zod/mini";

/** An event or a message that does not have the form that was expected. Says which fields are wrong, never what they hold. */
export class MessageError extends Error {
  override readonly name = "MessageError";
}

/** The part of an SNS event that matters (AWS Lambda developer guide, Using Lambda with Amazon SNS). */
const topicEvent = z.object({
  Records: z.array(z.object({ Sns: z.object({ Message: z.string() }) })).check(z.minLength(1)),
});

/**
 * Texts of the messages that an event of a topic carries; Amazon SNS puts one into each.
 *
 * @throws MessageError where the event has another form.
 */
export function messagesOf(event: unknown): readonly string[] {
  return parse(topicEvent, event, "The event is no message of a topic").Records.map(({ Sns }) => Sns.Message);
}

/**
 * Reads a message.
 *
 * @param expected what it should be, for the error: `analysis request`.
 * @throws MessageError where it is not JSON or has another form.
 */
export function parseMessage<T>(text: string, schema: z.ZodMiniType<T>, expected: string): T {
  return parse(schema, readJson(text), `The message is no ${expected}`);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new MessageError("The message is not JSON");
  }
}

function parse<T>(schema: z.ZodMiniType<T>, value: unknown, problem: string): T {
  const { data, error } = schema.safeParse(value);
  if (error === undefined) return data as T;
  const fields = [...new Set(error.issues.map(({ path }) => path.join(".") || "the whole"))];
  throw new MessageError(`${problem}: wrong or missing: ${fields.join(", ")}`);
}
