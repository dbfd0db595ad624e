import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { askApproval } from "../../../commands/parts/deployment/ask-approval.ts";

it.each([
  ["yes", true],
  ["no", false],
  ["y", false],
  ["", false],
])("%j approves: %s", async (answer, approved) => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const asked = askApproval("sentiment-dev", { input, output, signal: new AbortController().signal });

  input.write(`${answer}\n`);

  expect(await asked).toBe(approved);
  expect(String(output.read())).toContain("Change sentiment-dev like this? Only yes is a yes: ");
});

it("an end of the input is a no", async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const asked = askApproval("sentiment-dev", { input, output, signal: new AbortController().signal });

  input.end();

  expect(await asked).toBe(false);
});

it("a stop ends the question", async () => {
  const stopping = new AbortController();
  const streams = { input: new PassThrough(), output: new PassThrough() };
  const asked = askApproval("sentiment-dev", { ...streams, signal: stopping.signal });

  stopping.abort();

  await expect(asked).rejects.toThrow("aborted");
});
