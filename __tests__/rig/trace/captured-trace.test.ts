import { describe, expect, it } from "vitest";
import { tracePage } from "../../../commands/parts/trace-page.ts";
import { traceText } from "../../../commands/parts/trace-text.ts";
import { sseStreaming } from "../../../lambdas/sse-streaming/contract.ts";
import { captureTrace, nodesOfTrace } from "./captured-trace.ts";
import { nodeOfSpan } from "./span-node.ts";
import { newTraceHeader, readTraceHeader } from "./trace-header.ts";
import { nodesOfDocument } from "./x-ray-node.ts";

const traceId = "1-6b00fdd5-09ddebcaa94551b47a5689b5";
const header = { traceId, parentId: "53995c3f42cd8ad8", isSampled: true };
const documentOf = (id: string, parent_id: string, fields: object = {}) => ({
  document: { id, name: id, start_time: 1.5, end_time: 1.75, trace_id: traceId, parent_id, ...fields },
  at: 10,
  bytes: 100,
});

describe("documents of X-Ray", () => {
  it("become a tree with times, below the span that Lambda made", () => {
    const nodes = [
      documentOf("query", "look", { start_time: 1.6, namespace: "aws", aws: { operation: "Query", table_name: "t" } }),
      documentOf("look", header.parentId, { annotations: { found: 3 } }),
      documentOf("lost", "nobody", {
        fault: true,
        cause: { exceptions: [{ type: "E", message: "why", stack: [{}] }] },
      }),
      documentOf("other", header.parentId, { trace_id: "1-00000000-000000000000000000000000" }),
    ].flatMap(nodesOfDocument);

    const trace = captureTrace(nodes, header);

    expect(trace.roots.map(({ name, children }) => [name, children.map((child) => child.name)])).toEqual([
      ["look", ["query"]],
    ]);
    expect(trace.orphans).toMatchObject([
      { name: "lost", fault: true, exceptions: [{ type: "E", message: "why", frames: 1 }], begin: 1500, end: 1750 },
    ]);
    expect(traceText(trace)).toEqual([
      "part of the trace  begins after    took  with",
      "look                       0 ms  250 ms  found=3",
      "  query Query t          100 ms  150 ms",
      "without their parent:",
      "part of the trace  begins after    took  with",
      "lost                       0 ms  250 ms  fault E: why",
    ]);
  });

  it("may hold others", () => {
    const [, child] = nodesOfDocument(
      documentOf("parent", header.parentId, { subsegments: [{ id: "child", name: "child", start_time: 2 }] }),
    );

    expect(child).toMatchObject({ id: "child", parentId: "parent", traceId, end: Number.NaN });
  });

  it("no document is no trace", () => {
    const trace = captureTrace([], header);

    expect(traceText(trace)).toEqual(["no trace"]);
    expect(nodesOfTrace(trace)).toEqual([]);
  });
});

describe("spans", () => {
  const span = {
    traceId: "6b00fdd509ddebcaa94551b47a5689b5",
    spanId: "a",
    parentSpanId: header.parentId,
    name: "dynamodb_poll",
    kind: 1,
    begin: 1_000,
    end: 1_200,
    attributes: { item_count: 3, unknown_key: "x" },
    events: [],
    status: { code: 0, message: "" },
    resource: {},
    at: 10,
  } as const;
  const callAttributes = {
    "rpc.system": "aws-api",
    "rpc.service": "DynamoDB",
    "rpc.method": "Query",
    "aws.region": "us-east-1",
    "aws.dynamodb.table_names": ["t"],
  };

  it("become what the collector's exporter makes of them: keys of the contract are annotations", () => {
    const node = nodeOfSpan(span, sseStreaming);

    expect(node).toMatchObject({
      traceId,
      name: "dynamodb_poll",
      namespace: undefined,
      annotations: { item_count: 3 },
      metadata: { unknown_key: "x" },
      fault: false,
    });
  });

  it.each([
    [undefined, { fault: true, error: false, throttle: false }],
    [400, { fault: false, error: true, throttle: false }],
    [429, { fault: false, error: true, throttle: true }],
    [500, { fault: true, error: false, throttle: false }],
  ])("a failed call to AWS with status %s is %o", (status, marks) => {
    const attributes = { ...callAttributes, ...(status === undefined ? {} : { "http.response.status_code": status }) };

    const node = nodeOfSpan({ ...span, kind: 3, attributes, status: { code: 2, message: "" } }, sseStreaming);

    expect(node).toMatchObject({ name: "DynamoDB", namespace: "aws", ...marks });
    expect(node.aws).toEqual({ operation: "Query", region: "us-east-1", table_name: "t" });
  });
});

it("the text of a new trace is read as it was written", () => {
  const text = newTraceHeader({ isSampled: true });

  expect(text).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=1$/);
  expect(readTraceHeader(`${text};Lineage=1:a:0`)).toEqual({
    traceId: text.slice(5, 40),
    parentId: text.slice(48, 64),
    isSampled: true,
  });
});

describe("the page of a trace", () => {
  const run = { function: "metrics", client: "a client", milliseconds: 9, end: "answered" };
  const nodes = [
    documentOf("look", header.parentId, { annotations: { found: "<b>" } }),
    documentOf("query", "look", { start_time: 1.6, end_time: 1.7, namespace: "aws", fault: true }),
  ].flatMap(nodesOfDocument);

  it("has one bar for each part, on one scale, and escapes what it shows", () => {
    const markup = tracePage({ ...run, trace: captureTrace(nodes, header) });

    const bars = [...markup.matchAll(/<svg class="([^"]+)".*?<rect x="([^"]+)" width="([^"]+)"/g)];
    expect(bars.map(([, ...bar]) => bar)).toEqual([
      ["bar", "0.0", "1000.0"],
      ["bar failed", "400.0", "400.0"],
    ]);
    expect(markup).toContain("found=&lt;b&gt;");
    expect(markup).toContain('<span class="badge critical">fault</span>');
    expect(markup).not.toContain("Without their parent");
  });

  it("tells parts that lost their parent apart, and stands without any", () => {
    const orphans = nodes.filter(({ name }) => name === "query");

    expect(tracePage({ ...run, trace: captureTrace(orphans, header) })).toContain("Without their parent");
    expect(tracePage({ ...run, trace: captureTrace([], header) })).toContain("<dd>nothing</dd>");
  });
});
