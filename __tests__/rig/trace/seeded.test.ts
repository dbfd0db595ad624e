import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chosenSeeds, isFullRun } from "../../end-to-end/chosen-seeds.ts";
import { refuseWith, takeAfter, takeAll } from "../../helpers/otlp-sink.ts";
import type { Invocation } from "../invocation.ts";
import { runtimeClients } from "../runtime-clients.ts";
import { packaged } from "../test-rig.ts";
import { nodesOfTrace, type TreeNode } from "./captured-trace.ts";
import { scenarioOf } from "./scenarios.ts";
import { randomOf, seededFaults } from "./seeded-faults.ts";
import { startTracedRig, type TracedInvocation, type TracedRig } from "./traced-rig.ts";

const seeds = chosenSeeds(isFullRun ? 1_000 : 50);

/** How one of the functions is driven, and what its metrics say of the parts of its traces. */
interface Drive {
  readonly functionName: string;
  /** Prepares the rig for one invocation. */
  readonly begin: (traced: TracedRig, seed: number) => Partial<Invocation>;
  readonly root: string;
  /** Names of parts, by the metric of which each emits exactly one value. */
  readonly counted: Readonly<Record<string, string>>;
}

/** A collector that is slow, or refuses the first export of an invocation and takes its repetition. */
function unsteadyCollector({ rig: { collector } }: TracedRig, seed: number): void {
  const chance = randomOf(`${seed} collector`);
  if (chance.chance(0.02)) {
    collector.answer = (response) => {
      collector.answer = takeAll;
      refuseWith(503)(response);
    };
  } else collector.answer = chance.chance(0.3) ? takeAfter(chance.integer(1, 40)) : takeAll;
}

const drives: readonly Drive[] = [
  {
    functionName: "ingestion",
    begin: () => ({}),
    root: "ingest_news",
    counted: {
      IngestionDurationMs: "ingest_news",
      TiingoApiCalls: "fetch_tiingo_articles",
      FinnhubApiCalls: "fetch_finnhub_articles",
    },
  },
  {
    functionName: "sse-streaming",
    begin(traced, seed) {
      unsteadyCollector(traced, seed);
      // Streams end three seconds before their deadline: at once, or after some milliseconds.
      return { timeoutMilliseconds: 3_000 + randomOf(`${seed} end`).integer(10, 120), graceMilliseconds: 30_000 };
    },
    root: "sse_stream",
    counted: { ConnectionCount: "sse_stream" },
  },
];

/** So many invocations that chance, and how busy the host is, cannot leave them without errors. */
const enoughForErrors = 100;

/** Every seed is played under one of the clients, and always under the same. */
const cases = drives.flatMap((drive) =>
  Object.values(runtimeClients).flatMap((client, index, clients) => {
    const own = seeds.filter((seed) => seed % clients.length === index);
    return own.length === 0 ? [] : [{ ...drive, client, own, name: `${drive.functionName} under ${client.name}` }];
  }),
);

describe.concurrent.each(cases)("$name with random faults", ({ functionName, begin, root, counted, client, own }) => {
  const runs: { readonly seed: number; readonly run: TracedInvocation }[] = [];
  let traced: TracedRig;

  beforeAll(async () => {
    const [found] = await packaged(functionName);
    if (found === undefined) throw new Error(`${functionName} is not packaged`);
    traced = await startTracedRig({ scenario: scenarioOf(functionName), packaged: found, client });
    for (const seed of own) {
      traced.emptyAccount();
      traced.fault = seededFaults(seed);
      runs.push({ seed, run: await traced.run(begin(traced, seed)) });
    }
    await traced.rig.stop();
  }, 1_800_000);
  afterAll(() => traced?.rig.stop());

  /** Seeds of the invocations for which something does not hold. */
  const except = (holds: (run: TracedInvocation, nodes: readonly TreeNode[]) => boolean) =>
    runs.flatMap(({ seed, run }) => (holds(run, nodesOfTrace(run.trace)) ? [] : [`--seed ${seed}`]));

  it(`${own.length} invocations end, and of many some with an error`, () => {
    expect(except(({ outcome }) => outcome.kind === "response" || outcome.kind === "error")).toEqual([]);
    expect(runs).toHaveLength(own.length);
    if (own.length < enoughForErrors) return;
    const failed = runs.filter(
      ({ run: { outcome } }) => outcome.kind === "error" || ("failure" in outcome && outcome.failure !== undefined),
    );
    expect(failed.length).toBeGreaterThan(own.length / 20);
    expect(failed.length).toBeLessThan(own.length);
  });

  it("FR-025 SC-001 SC-010: no part is without its parent, and each invocation has its one root", () => {
    expect(except(({ trace }) => trace.orphans.length === 0)).toEqual([]);
    expect(except(({ trace }) => trace.roots.length === 1 && trace.roots[0]?.name === root)).toEqual([]);
  });

  it("SC-024 SC-026: every part arrived once, in time, in the trace of its own invocation", () => {
    const ids = runs.flatMap(({ run }) => nodesOfTrace(run.trace).map(({ id }) => id));

    expect(new Set(ids).size).toBe(ids.length);
    expect(traced.rig.nodes()).toHaveLength(ids.length);
  });

  it("FR-027 FR-030: every operation on AWS is one part, however often it was tried", () => {
    const operationsOf = ({ calls }: TracedInvocation) =>
      new Set(calls.flatMap(({ operationId }) => operationId ?? []));

    expect(
      except((run, nodes) => nodes.filter(({ namespace }) => namespace === "aws").length === operationsOf(run).size),
    ).toEqual([]);
  });

  it("FR-043 SC-019: metrics, which do not depend on traces, count as many parts as arrived", () => {
    const all = runs.flatMap(({ run }) => nodesOfTrace(run.trace));
    const { metrics } = traced.rig.output();
    const valuesOf = (metric: string) => metrics.filter(({ name }) => name === metric).flatMap(({ values }) => values);

    for (const [metric, part] of Object.entries(counted))
      expect(valuesOf(metric).length, metric).toBe(all.filter(({ name }) => name === part).length);
    expect(valuesOf("SilentFailure/Count")).toHaveLength(
      all.filter(({ annotations }) => "failure_path" in annotations).length,
    );
  });
});
