import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it } from "vitest";
import { sseStreaming as contract } from "../../../lambdas/sse-streaming/contract.ts";
import { captureStdout } from "../../helpers/stdout.ts";
import { article, elapse, index, open, openConfiguration, start, tables } from "./streaming-function.ts";

describe("metrics", () => {
  it("have exactly the dimensions that alarms name, and are written while the stream is open", async () => {
    const stdout = captureStdout();
    index().resolves({ Items: [] });
    tables.on(GetCommand).rejectsOnce(Object.assign(new Error("slow down"), { name: "ThrottlingException" }));
    await (await openConfiguration()).outcome;
    const stream = open({ remaining: 50_000 });
    await elapse(4_000);
    index().resolves({ Items: [article(1, start + 3_000)] });
    await elapse(27_000);
    const written = stdout.metrics();
    await elapse(20_000);
    await stream.outcome;
    stdout.restore();

    const names = new Set(stdout.metrics().map(({ name }) => name));
    expect([...names].sort()).toEqual(Object.keys(contract.metrics).sort());
    for (const { namespace, name, dimensions } of stdout.metrics()) {
      expect(namespace).toBe("SentimentAnalyzer/SSE");
      expect(Object.keys(dimensions).sort()).toEqual(
        name === "EventsSent" ? ["Environment", "EventType"] : ["Environment"],
      );
    }
    expect(written).toContainEqual(expect.objectContaining({ name: "StreamServerErrors", values: [1] }));
    expect(written).toContainEqual(expect.objectContaining({ name: "ConnectionCount", values: [1] }));
    expect(written).toContainEqual(expect.objectContaining({ name: "EventLatencyMs", values: [2_000] }));
    const done = stdout.metrics().filter(({ dimensions }) => dimensions.EventType === "done");
    expect(done).toMatchObject([{ values: [1] }]);
  });

  it("say nothing of latency where the clock of a score is ahead", async () => {
    const stdout = captureStdout();
    index().resolves({ Items: [] });
    const stream = open({ remaining: 20_000 });
    await elapse(1_000);
    index().resolves({ Items: [article(1, start + 3_600_000)] });

    await elapse(20_000);
    await stream.outcome;
    stdout.restore();

    expect(stream.types()).toEqual(["metrics", "metrics", "deadline", "done"]);
    expect(stdout.metrics().map(({ name }) => name)).not.toContain("EventLatencyMs");
  });
});
