import fc from "fast-check";
import { expect, it } from "vitest";
import type { StreamEvent } from "../../../lambdas/sse-streaming/events.ts";
import { eventFrame, retryFrame } from "../../../lambdas/sse-streaming/frame.ts";
import { readEventStream } from "../../helpers/event-stream-reader.ts";

const traceId = "1-6b00fdd5-09ddebcaa94551b47a5689b5";

it("FR-088: gives the reconnection time as a field without an event", () => {
  const read = readEventStream(retryFrame(3_000));

  expect(read).toEqual({ events: [], retry: 3_000, rest: "" });
});

it("FR-115: whatever an event holds, a reader gets exactly it, with the trace id beside it", () => {
  const hardText = fc.oneof(
    // Any text, as fc.string({ unit: "binary" }), whose making alone takes seconds.
    fc.array(fc.nat(0x10ffff), { maxLength: 10 }).map((points) => String.fromCodePoint(...points)),
    fc.constantFrom("\n\n", "\r", "\r\n", "\u2028\u2029", "data: x\n\nevent: done\n\n", "\0", ":"),
  );

  fc.assert(
    fc.property(fc.array(fc.tuple(hardText, fc.double({ noNaN: true, noDefaultInfinity: true }))), (entries) => {
      const events = entries.map(([text, number]) => ({
        type: "metrics",
        data: { by_tag: { [`T${text}`]: number }, timestamp: text },
      })) as unknown as StreamEvent[];
      const wire = events.map((event, index) => eventFrame(event, `1767614400000-${index}`, traceId)).join("");

      const read = readEventStream(wire);

      expect(read.rest).toBe("");
      expect(read.events).toHaveLength(events.length);
      for (const [index, event] of read.events.entries()) {
        expect(event).toMatchObject({ type: "metrics", id: `1767614400000-${index}` });
        const sent = JSON.parse(JSON.stringify({ ...events[index]?.data, trace_id: traceId }));
        expect(JSON.parse(event.data)).toEqual(sent);
      }
    }),
  );
});

it("FR-115: an event without a trace says so", () => {
  const frame = eventFrame({ type: "done", data: {} }, "0-1", undefined);

  expect(frame).toBe('event: done\nid: 0-1\ndata: {"trace_id":null}\n\n');
});
