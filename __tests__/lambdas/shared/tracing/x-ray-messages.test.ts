import { describe, expect, it } from "vitest";
import { messagesOf, readPart, type Subsegment } from "../../../../lambdas/shared/tracing/x-ray-messages.ts";

interface Document {
  readonly id: string;
  readonly parent_id?: string;
  readonly subsegments?: readonly Document[];
}

const segment = { id: "facade", trace_id: "1-00000001-000000000000000000000001" };

function ended(id: string, parent: { readonly id: string }, more: object = {}): Subsegment {
  return { id, name: id, segment, parent, counter: 0, notTraced: false, subsegments: [], ...more } as Subsegment;
}

/** The documents of messages, each behind the header that the daemon expects. */
function documentsOf(messages: readonly string[]): readonly Document[] {
  return messages.map((message) => {
    const [header = "", document = ""] = message.split("\n");
    expect(JSON.parse(header)).toEqual({ format: "json", version: 1 });
    return JSON.parse(document);
  });
}

describe("SC-010 FR-058: what ended is sent", () => {
  it("with its trace, its parent and everything that is known of it, and nothing of the SDK's own accounts", () => {
    const part = ended("a", segment, { start_time: 1, end_time: 2, fault: true, annotations: { ü: '"' } });

    const documents = documentsOf(messagesOf([readPart(part)]));

    expect(documents).toEqual([
      {
        type: "subsegment",
        trace_id: segment.trace_id,
        parent_id: "facade",
        id: "a",
        name: "a",
        start_time: 1,
        end_time: 2,
        fault: true,
        annotations: { ü: '"' },
      },
    ]);
  });

  it("inside of its parent where that ended with it, at any depth", () => {
    const root = ended("root", segment);
    const part = ended("part", root);
    const parts = [ended("call one", part), ended("call two", part), part, root];

    const documents = documentsOf(messagesOf(parts.map(readPart)));

    expect(documents).toEqual([
      expect.objectContaining({
        id: "root",
        subsegments: [
          {
            id: "part",
            name: "part",
            subsegments: [
              { id: "call one", name: "call one" },
              { id: "call two", name: "call two" },
            ],
          },
        ],
      }),
    ]);
  });

  it("by itself where its parent still runs", () => {
    const running = { id: "running" };

    const documents = documentsOf(messagesOf([ended("one", running), ended("two", running)].map(readPart)));

    expect(documents.map(({ id, parent_id }) => ({ id, parent_id }))).toEqual([
      { id: "one", parent_id: "running" },
      { id: "two", parent_id: "running" },
    ]);
  });

  it("SC-025: in messages far below 64 KB, none of it twice and none of it missing", () => {
    const root = ended("root", segment);
    const annotations = { text: "ü".repeat(1_500) };
    const calls = Array.from({ length: 200 }, (_, index) => ended(`call ${index}`, root, { annotations }));

    const messages = messagesOf([...calls, root].map(readPart));

    const all = (documents: readonly Document[]): readonly string[] =>
      documents.flatMap(({ id, subsegments = [] }) => [id, ...all(subsegments)]);
    expect(Math.max(...messages.map((message) => Buffer.byteLength(message)))).toBeLessThan(20_000);
    expect(messages.length).toBeGreaterThan(100);
    expect([...all(documentsOf(messages))].sort()).toEqual([...calls, root].map(({ id }) => id).sort());
  });

  it("in the trace that the process had when it ended, whatever comes later", () => {
    const ownSegment = { ...segment };
    const part = readPart({ ...ended("a", segment), segment: ownSegment });

    ownSegment.trace_id = "1-00000002-000000000000000000000002";

    expect(documentsOf(messagesOf([part]))).toMatchObject([{ trace_id: segment.trace_id }]);
  });

  it("or fails where it ended: a value that is no JSON is no silent loss", () => {
    const circular: { self?: unknown } = {};
    circular.self = circular;

    expect(() => readPart(ended("a", segment, { metadata: circular }))).toThrow(TypeError);
  });
});
