import { expect, it } from "vitest";
import { boundedError } from "../../../../lambdas/shared/tracing/bounded-error.ts";

/** Lines that the X-Ray SDK takes for frames of a stack. */
function framesOf(error: Error): readonly string[] {
  return (error.stack ?? "").split("\n").slice(1);
}

it("FR-058: keeps class, 2,048 characters of the message and ten frames", () => {
  const error = new TypeError("x".repeat(9_000));
  error.stack = `TypeError: ${error.message}\n${Array.from({ length: 43 }, (_, n) => `    at frame${n} (file.js:1:1)`).join("\n")}`;

  const bounded = boundedError(error);

  expect(bounded).toMatchObject({ name: "TypeError", message: "x".repeat(2_048) });
  expect(framesOf(bounded)).toHaveLength(10);
  expect(bounded.stack).not.toContain("x".repeat(2_049));
});

it("FR-058: lines of a message are no frames, also where they look like some", () => {
  const error = new Error("first line\n    at nowhere (else.js:1:1)\nthird line");

  const frames = framesOf(boundedError(error));

  expect(frames.filter((line) => !/^\s+at /.test(line) || line.includes("nowhere"))).toEqual([]);
  expect(frames.length).toBeGreaterThan(0);
});

it.each([
  ["an error without a message", new RangeError(), "RangeError", ""],
  ["something that is no error", { odd: true }, "Error", "[object Object]"],
])("%s keeps its class and frames", (_, thrown, name, message) => {
  const bounded = boundedError(thrown);

  expect(bounded).toMatchObject({ name, message });
  expect(framesOf(bounded).length).toBeGreaterThan(0);
});
