import { expect, it } from "vitest";
import { ingestion as contract } from "../../../lambdas/ingestion/contract.ts";
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

it("FR-002 FR-043: a failure is counted under its function and path, and the function carries on", async () => {
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
