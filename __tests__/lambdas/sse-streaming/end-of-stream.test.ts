import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it } from "vitest";
import type { ReceivedResponse } from "../../helpers/streaming-runtime.ts";
import { elapse, open, tables } from "./streaming-function.ts";

describe("the end of a stream", () => {
  it("FR-061 FR-118: comes after its lifetime, 70 % of the timeout, with done as the last event", async () => {
    const stream = open();

    await elapse(629_000);
    const before = stream.response.writableEnded;
    await elapse(2_000);
    await stream.outcome;

    expect(before).toBe(false);
    expect(stream.response.writableEnded).toBe(true);
    expect(stream.types().at(-1)).toBe("done");
    expect(stream.types()).not.toContain("deadline");
  });

  it("FR-093: comes with deadline and done when less than three seconds are left", async () => {
    const stream = open({ remaining: 20_000 });

    await elapse(16_999);
    const before = stream.types();
    await elapse(2);
    await stream.outcome;

    expect(before).toEqual(["metrics"]);
    expect(stream.events().slice(-2)).toMatchObject([
      { type: "deadline", data: { reason: "lambda_deadline", remaining_ms: 2_999 } },
      { type: "done", data: { trace_id: "1-6b00fdd5-09ddebcaa94551b47a5689b5" } },
    ]);
  });

  it.each([
    ["closes", (response: ReceivedResponse) => response.destroy()],
    ["breaks", (response: ReceivedResponse) => response.destroy(new Error("connection reset"))],
  ])("FR-085: comes at once, without failing, when the connection %s", async (_, leave) => {
    const stream = open();
    await elapse(12_000);
    const polls = tables.commandCalls(QueryCommand).length;

    leave(stream.response);
    await elapse(1);

    expect(await stream.outcome).toBeUndefined();
    expect(stream.response.text).not.toContain("event: done");
    expect(tables.commandCalls(QueryCommand)).toHaveLength(polls);
  });

  it("is a failure, without done, when the tables cannot be read", async () => {
    const stream = open();
    await elapse(1_000);
    tables.on(QueryCommand).rejects(Object.assign(new Error("slow down"), { name: "ThrottlingException" }));

    await elapse(5_000);

    expect(await stream.outcome).toMatchObject({ name: "ThrottlingException" });
    expect(stream.response.text).not.toContain("event: done");
    expect(stream.response.writableEnded).toBe(false);
  });
});
