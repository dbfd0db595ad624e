import { expect, it } from "vitest";
import { logBytesPerInvocation } from "../../../stacks/sentiment/log-volumes.ts";
import { captureStdout } from "../../helpers/stdout.ts";
import { article, elapse, index, open, start } from "./streaming-function.ts";

const foreseen = logBytesPerInvocation["sse-streaming"];

it("the bill foresees what a stream logs that lasts to its end, with a new story every minute", async () => {
  const stdout = captureStdout();
  index().callsFake(() => ({
    Items: Array.from({ length: Math.floor((Date.now() - start) / 60_000) }, (_, minute) =>
      article(minute, start + minute * 60_000),
    ),
  }));

  const stream = open();
  await elapse(632_000);
  await stream.outcome;
  const bytes = Buffer.byteLength(stdout.lines().join("\n"));
  stdout.restore();

  expect(stream.types().filter((type) => type === "metrics").length).toBeGreaterThan(9);
  expect(stream.types().at(-1)).toBe("done");
  expect(bytes).toBeLessThanOrEqual(foreseen);
  expect(bytes).toBeGreaterThan(foreseen / 2);
});
