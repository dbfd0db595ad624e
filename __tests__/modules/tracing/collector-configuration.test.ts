import { describe, expect, it } from "vitest";
import type { LambdaContract } from "../../../lambdas/shared/contract/index.ts";
import { sseStreaming } from "../../../lambdas/sse-streaming/contract.ts";
import { environmentVariables } from "../../../modules/functions/environment-variables.ts";
import type { ReachableResources } from "../../../modules/functions/resources.ts";
import { collectorConfiguration } from "../../../modules/tracing/collector-configuration.ts";

/** Component types of the collector in the ADOT Lambda layer; it refuses to start on any other. */
const components: Readonly<Record<string, readonly string[]>> = {
  receivers: ["otlp"],
  exporters: ["awsxray", "awsemf", "prometheusremotewrite", "debug", "otlp", "otlphttp"],
  processors: [],
  extensions: ["sigv4auth"],
  connectors: [],
};

type Node = string | readonly string[] | { readonly [key: string]: Node };

/** Reads the part of YAML that such a file needs: nested mappings, lists of scalars, plain and quoted scalars. */
function readYaml(text: string): { readonly [key: string]: Node } {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const indentOf = (line: string) => line.length - line.trimStart().length;
  const scalar = (value: string) => value.trim().replace(/^"(.*)"$/, "$1");
  let at = 0;
  const block = (indent: number): Node => {
    if (lines[at]?.trimStart().startsWith("- ")) {
      const list: string[] = [];
      while (indentOf(lines[at] ?? "") === indent && lines[at]?.trimStart().startsWith("- "))
        list.push(scalar((lines[at++] ?? "").trimStart().slice(2)));
      return list;
    }
    const mapping: Record<string, Node> = {};
    while (at < lines.length && indentOf(lines[at] ?? "") === indent) {
      const match = /^\s*(\w+):(.*)$/.exec(lines[at] ?? "");
      if (match === null) throw new Error(`Not a mapping: ${lines[at]}`);
      const [, key = "", value = ""] = match;
      at += 1;
      if (value.trim() === "") mapping[key] = block(indentOf(lines[at] ?? ""));
      else if (value.trim().startsWith("["))
        mapping[key] = value.trim().slice(1, -1).split(",").map(scalar).filter(Boolean);
      else mapping[key] = scalar(value);
    }
    return mapping;
  };
  return block(0) as { readonly [key: string]: Node };
}

const text = collectorConfiguration(sseStreaming);

describe("the collector's configuration of the streaming function", () => {
  it("FR-116 FR-203: names only components that the layer has, and no processor", () => {
    const { service, ...sections } = readYaml(text) as Record<string, Record<string, Node>>;

    for (const [section, defined] of Object.entries(sections)) {
      expect(Object.keys(components)).toContain(section);
      expect(components[section]).toEqual(expect.arrayContaining(Object.keys(defined)));
    }
    expect(Object.keys(sections)).not.toContain("processors");
    expect(service).toEqual({
      telemetry: { metrics: { level: "none" } },
      pipelines: {
        traces: { receivers: Object.keys(sections.receivers ?? {}), exporters: Object.keys(sections.exporters ?? {}) },
      },
    });
  });

  it("FR-054: listens where the function sends, on this host alone", () => {
    const nothingReached = { ...sseStreaming, reaches: {} };
    const variables = environmentVariables(nothingReached, "test", {}, {} as ReachableResources);

    const { receivers } = readYaml(text);

    expect(receivers).toEqual({ otlp: { protocols: { http: { endpoint: "localhost:4318" } } } });
    expect(variables.OTEL_EXPORTER_OTLP_ENDPOINT).toBe("http://localhost:4318");
  });

  it("FR-006 SC-005 SC-020: indexes exactly the annotation keys of the contract, sorted, each once", () => {
    const keys = [...new Set(Object.values(sseStreaming.operations).flat())].sort();

    expect(readYaml(text).exporters).toEqual({ awsxray: { indexed_attributes: keys } });
    expect(keys).toContain("latency_ms");
    expect(keys.length).toBeLessThanOrEqual(50);
  });

  it("expands no variable: without a scheme the layer's collector takes the text literally", () => {
    expect(text).not.toContain("$");
  });
});

describe("the collector's configuration of other contracts", () => {
  const other = (part: Partial<LambdaContract>): LambdaContract => ({ ...sseStreaming, ...part });

  it("indexes what failure paths write of their own accord, beside what they declare", () => {
    const written = collectorConfiguration(
      other({
        operations: {},
        failurePaths: { load: { operation: "load", loses: "state", annotations: ["service"] } },
      }),
    );

    expect(readYaml(written).exporters).toEqual({
      awsxray: { indexed_attributes: ["error_type", "failure_path", "service"] },
    });
  });

  it("is complete where nothing is annotated", () => {
    const written = collectorConfiguration(other({ operations: { work: [] } }));

    expect(readYaml(written).exporters).toEqual({ awsxray: { indexed_attributes: [] } });
  });

  it("refuses a key that X-Ray would drop, and says where it stands", () => {
    expect(() => collectorConfiguration(other({ operations: { work: ["client.disconnected", "ok_1"] } }))).toThrow(
      'lambdas/sse-streaming/contract.ts, operations: found the annotation key "client.disconnected", expected letters',
    );
  });
});
