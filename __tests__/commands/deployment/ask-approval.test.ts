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
