import { expect, it } from "vitest";
import * as z from "zod/mini";
import { messagesOf, parseMessage } from "../../../lambdas/shared/topic-messages.ts";

const schema = z.object({ kind: z.literal("letter"), to: z.object({ name: z.string() }) });

/** The message of the error that something throws. */
function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
  throw new Error("nothing was thrown");
}

it("gives the texts of all records in their order", () => {
  const event = { Records: ["one", "two"].map((Message) => ({ EventSource: "aws:sns", Sns: { Message } })) };

  expect(messagesOf(event)).toEqual(["one", "two"]);
});

it.each([
  ["nothing", undefined, "the whole"],
  ["a scheduled event", { source: "aws.events" }, "Records"],
  ["no records", { Records: [] }, "Records"],
  ["a record of another source", { Records: [{ s3: {} }] }, "Records.0.Sns"],
])("refuses %s", (_, event, field) => {
  expect(messageOf(() => messagesOf(event))).toBe(
    `MessageError: The event is no message of a topic: wrong or missing: ${field}`,
  );
});

it("reads a message", () => {
  const text = JSON.stringify({ kind: "letter", to: { name: "Kim" } });

  expect(parseMessage(text, schema, "letter")).toEqual({ kind: "letter", to: { name: "Kim" } });
});

it.each([
  ["", "MessageError: The message is not JSON"],
  ["Kim", "MessageError: The message is not JSON"],
  ['"Kim"', "MessageError: The message is no letter: wrong or missing: the whole"],
  ['{"kind":"Kim","to":{"name":7}}', "MessageError: The message is no letter: wrong or missing: kind, to.name"],
])("says what is wrong with %j, and quotes nothing of it", (text, message) => {
  expect(messageOf(() => parseMessage(text, schema, "letter"))).toBe(message);
});
