import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isFullRun } from "../../end-to-end/chosen-seeds.ts";
import { metricsOfCall } from "../aws-call.ts";
import { runtimeClients } from "../runtime-clients.ts";
import { packaged } from "../test-rig.ts";
import { nodesOfTrace } from "./captured-trace.ts";
import { scenarios } from "./scenarios.ts";
import { newTraceHeader } from "./trace-header.ts";
import { pathsOf, startTracedRig, type TracedInvocation, type TracedRig } from "./traced-rig.ts";

const functions = await packaged(...scenarios.map(({ functionName }) => functionName));

/** How long a process stands still between two invocations, milliseconds: kept connections are given up after 5 s. */
const freezeMilliseconds = isFullRun ? 7_000 : 300;
/** Bound on one invocation under load, and on a document (AWS X-Ray developer guide, limits). */
const patience = 60_000;
const documentBytes = 64_000;

const cases = Object.values(runtimeClients).flatMap((client) =>
  scenarios.map((scenario, index) => ({ name: scenario.functionName, client, scenario, index })),
);

describe.each(cases)("$name under $client.name", ({ client, scenario, index }) => {
  let traced: TracedRig;
  let cold: TracedInvocation;
  let warm: TracedInvocation;
  let thawed: TracedInvocation;
  let unsampled: TracedInvocation;
  let untraced: TracedInvocation;
  let last: TracedInvocation;
  const sampled = () => [cold, warm, thawed, last];

  beforeAll(async () => {
    const found = functions[index];
    if (found === undefined) throw new Error(`${scenario.functionName} is not packaged`);
    traced = await startTracedRig({ scenario, packaged: found, client });
    cold = await traced.run();
    warm = await traced.run();
    const processId = traced.rig.processId ?? 0;
    process.kill(processId, "SIGSTOP");
    await wait(freezeMilliseconds);
    process.kill(processId, "SIGCONT");
    thawed = await traced.run();
    unsampled = await traced.run({ traceHeader: newTraceHeader({ isSampled: false }) });
    untraced = await traced.run({ traceHeader: "" });
    last = await traced.run();
    await traced.rig.stop();
  }, patience);
  afterAll(() => traced?.rig.stop());

  it("FR-001 FR-003 FR-004 FR-029 SC-003 SC-010: every invocation has exactly the parts that it should have", () => {
    const found = sampled().map(({ trace }) => [...new Set(pathsOf(trace))].sort());

    const { paths, coldPaths } = scenario;
    const usual = [...paths].sort();
    expect(found).toEqual([[...paths, ...coldPaths].sort(), usual, usual, usual]);
    expect(sampled().map(({ outcome }) => outcome)).toEqual(sampled().map(() => answered));
  });

  it("FR-059 SC-001 SC-023 SC-026: everything that was sent is in the trace of its own invocation, below its own parent", () => {
    const own = sampled().flatMap(({ trace }) => nodesOfTrace(trace).map(({ id }) => id));

    expect(sampled().flatMap(({ trace }) => trace.orphans)).toEqual([]);
    expect(new Set(own).size).toBe(own.length);
    expect(
      traced.rig
        .nodes()
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...own].sort());
  });

  it("FR-055 SC-024: everything had arrived when the function asked for the next event", () => {
    const asked = traced.rig.calls.filter(({ kind }) => kind === "next").map(({ at }) => at);
    const nodes = traced.rig.nodes();

    // Also what came when the next invocation ran already.
    const arrivals = sampled().map(({ header: { traceId } }) =>
      nodes.filter((node) => node.traceId === traceId).map(({ arrivedAt }) => arrivedAt),
    );

    expect(arrivals.map(({ length }) => length)).toEqual(sampled().map(({ trace }) => nodesOfTrace(trace).length));
    // Invocations 1, 2, 3 and 6; the function asks once before the first.
    for (const [index, times] of arrivals.entries()) {
      expect(times.length).toBeGreaterThan(0);
      expect(Math.max(...times)).toBeLessThan(asked[[1, 2, 3, 6][index] ?? 0] ?? 0);
    }
  });

  it("FR-056 FR-043 SC-019 SC-023: what is not sampled sends no part of a trace, and counts as ever", () => {
    expect(nodesOfTrace(unsampled.trace)).toEqual([]);
    expect(unsampled).toMatchObject({ outcome: answered, exports: 0 });
    expect(unsampled.calls.flatMap(metricsOfCall).map(({ name }) => name)).toEqual(
      warm.calls.flatMap(metricsOfCall).map(({ name }) => name),
    );
    // One line of metrics from each of the five invocations that did their work.
    for (const names of metricsByCount()) expect(names % 5).toBe(0);
  });

  it("FR-018 FR-056: an invocation without a trace fails, sends nothing and calls nobody", () => {
    const failure = { errorType: "MissingTraceError" };

    const { outcome, calls, exports } = untraced;
    expect("failure" in outcome ? outcome.failure : "error" in outcome ? outcome.error : outcome).toMatchObject(
      failure,
    );
    expect({ calls, exports }).toEqual({ calls: [], exports: 0 });
  });

  it("FR-027 FR-030 SC-012: each call to AWS is one part, which the call names where X-Ray made it", () => {
    for (const { trace, calls, header } of sampled()) {
      const parts = nodesOfTrace(trace).filter(({ namespace }) => namespace === "aws");
      const headers = calls.filter(({ service }) => service !== "other").map(({ traceHeader }) => traceHeader);

      expect(parts.map(({ name }) => name).sort()).toEqual(
        calls.flatMap(({ service }) => (service === "other" ? [] : [service])).sort(),
      );
      for (const text of headers)
        expect(text).toMatch(new RegExp(`^Root=${header.traceId};Parent=[0-9a-f]{16};Sampled=1`));
      if (found(index).tracing === "x-ray")
        expect(headers.map((text) => /Parent=([^;]+)/.exec(text ?? "")?.[1]).sort()).toEqual(
          parts.map(({ id }) => id).sort(),
        );
    }
  });

  it("FR-028 FR-060 SC-010: nobody outside of AWS gets a trace header, and no call of the platform is traced", () => {
    const outside = sampled().flatMap(({ calls }) => calls.filter(({ service }) => service === "other"));

    expect(outside.map(({ traceHeader }) => traceHeader)).toEqual(outside.map(() => undefined));
    expect(traced.rig.nodes().filter(({ name }) => /[.:/]|localhost/.test(name))).toEqual([]);
  });

  it("FR-012: every line of the log names the trace of its invocation", () => {
    const { logs } = traced.rig.output();
    const ownLines = logs.filter(({ fields }) => fields?.service === scenario.functionName);
    const others = logs.filter((line) => !ownLines.includes(line));

    // What the runtime itself says of the one invocation that has no trace.
    expect(others.filter(({ fields, text }) => fields === undefined || !text.includes("MissingTraceError"))).toEqual(
      [],
    );
    const ids = new Set([...sampled(), unsampled].map(({ header }) => header.traceId));
    // The one invocation without a trace leaves one line, which cannot name any.
    expect(ownLines.filter(({ fields }) => !ids.has(String(fields?.xray_trace_id)))).toHaveLength(1);
  });

  it("FR-021: no line of the log has an id of its own making: those of the platform, the trace and articles alone", () => {
    const keys = traced.rig.output().logs.flatMap(({ fields }) => Object.keys(fields ?? {}));

    const ids = keys.filter((key) => /(^|_)(id|uuid)s?$/i.test(key));
    expect(ids).toContain("function_request_id");
    expect(ids.filter((key) => !["function_request_id", "xray_trace_id", "source_id"].includes(key))).toEqual([]);
  });

  it("FR-047 FR-058 SC-025: parts are small, end, and are below another", () => {
    const all = traced.rig.nodes();

    expect(Math.max(0, ...traced.rig.xRay.documents.map(({ bytes }) => bytes))).toBeLessThan(documentBytes);
    expect(all.filter(({ begin, end, parentId }) => !(end >= begin) || parentId === undefined)).toEqual([]);
  });

  /** How often each metric was emitted. */
  function metricsByCount(): readonly number[] {
    const names = traced.rig.output().metrics.map(({ name, dimensions }) => `${name} ${JSON.stringify(dimensions)}`);
    return [...new Set(names)].map((name) => names.filter((each) => each === name).length);
  }

  const answered = expect.objectContaining({ kind: "response", failure: undefined });
});

function found(index: number) {
  const { contract } = functions[index] ?? {};
  if (contract === undefined) throw new Error("not packaged");
  return contract;
}
