import { afterEach, describe, expect, it, vi } from "vitest";
import { analysis } from "../../../lambdas/analysis/contract.ts";
import { ingestion as contract } from "../../../lambdas/ingestion/contract.ts";
import type { LambdaContract } from "../../../lambdas/shared/contract/index.ts";
import { survive } from "../../../lambdas/shared/failure-path.ts";
import type { MetricDatum } from "../../../lambdas/shared/metrics/sink.ts";
import type { Tracing } from "../../../lambdas/shared/tracing/tracing.ts";
import { untraced } from "../../helpers/untraced.ts";

/** Runs the failure path of the audit trail with some tracing; gives what came out and what was counted. */
async function run(tracing: Tracing, work: () => Promise<string>) {
  const counted: MetricDatum[] = [];
  const sink = { record: (datum: MetricDatum) => void counted.push(datum), flush: async () => {} };
  const bound = { contract, functionName: "test-sentiment-ingestion", tracing, sink };
  const outcome = await survive(bound, "audit_trail", "carried on", work).catch((error: unknown) => error);
  return { outcome, counted };
}

afterEach(() => vi.unstubAllEnvs());

describe("a failure", () => {
  it.each(["1", "0"])(
    "FR-043: with Sampled=%s is counted under its function and path, and the function carries on",
    async (sampled) => {
      vi.stubEnv(
        "_X_AMZN_TRACE_ID",
        `Root=1-6b00fdd5-09ddebcaa94551b47a5689b5;Parent=53995c3f42cd8ad8;Sampled=${sampled}`,
      );

      const { outcome, counted } = await run(untraced, () => Promise.reject(new Error("no table")));

      expect(outcome).toBe("carried on");
      expect(counted).toEqual([
        {
          namespace: "SentimentAnalyzer/Reliability",
          name: "SilentFailure/Count",
          unit: "Count",
          value: 1,
          dimensions: { FunctionName: "test-sentiment-ingestion", FailurePath: "audit_trail" },
        },
      ]);
    },
  );

  it("FR-002: has a part of the trace whose name no other part has, on each of the seven paths", async () => {
    const parts: string[] = [];
    const tracing: Tracing = {
      ...untraced,
      inSpan: (name, work) => {
        parts.push(name);
        return work(() => {});
      },
    };
    const survivors: readonly LambdaContract[] = [contract, analysis];
    const noMetrics = { record: () => {}, flush: async () => {} };

    for (const survivor of survivors)
      for (const path of Object.keys(survivor.failurePaths)) {
        const bound = { contract: survivor, functionName: survivor.name, tracing, sink: noMetrics };
        await survive(bound, path, undefined, () => Promise.reject(new Error("no table")));
      }

    const others = survivors.flatMap(({ operations }) => Object.keys(operations));
    expect(parts).toHaveLength(7);
    expect(new Set([...parts, ...others]).size).toBe(parts.length + others.length);
  });
});

it("FR-018: a failure of the tracing itself is not survived, whether or not the work succeeds", async () => {
  const lost = new Error("no trace");
  const broken: Tracing = {
    ...untraced,
    inSpan: async (_, work) => {
      await work(() => {}).catch(() => undefined);
      throw lost;
    },
  };

  const succeeded = await run(broken, async () => "done");
  const failed = await run(broken, () => Promise.reject(new Error("no table")));

  expect(succeeded).toEqual({ outcome: lost, counted: [] });
  expect(failed).toEqual({ outcome: lost, counted: [] });
});
