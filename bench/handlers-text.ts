import { table } from "../commands/parts/table.ts";
import type { Latencies } from "./handlers/workload.ts";
import type { HandlerResult, WorkloadPair } from "./handlers-bench.ts";

/** Calls of AWS that twice the work may take, in times of the half: linear, and a little for what is done once. */
const expectedGrowth = 2.1;

/** The figures of the functions as tables. */
export function handlersText({ workloads, latencies }: HandlerResult): readonly string[] {
  return [
    "Functions under the real runtime client, AWS in memory beside them: one run",
    "",
    ...table(
      ["", "s", "each ms", "AWS calls", "calls in times of the half", "expected", "peak MB"],
      workloads.map(workloadCells),
    ),
    "",
    "Requests to a warm environment: the time from event to answer",
    "",
    ...table(["", "times", "p50 ms", "p99 ms", "peak MB"], latencies.map(latencyCells)),
  ];
}

function workloadCells({ name, half, whole }: WorkloadPair): readonly string[] {
  const growth = whole.awsCalls / half.awsCalls;
  return [
    name,
    (whole.milliseconds / 1000).toFixed(2),
    (whole.milliseconds / whole.count).toFixed(1),
    String(whole.awsCalls),
    growth.toFixed(2),
    `at most ${expectedGrowth}: ${growth <= expectedGrowth ? "yes" : "NO"}`,
    megabytes(whole.peakMemoryBytes),
  ];
}

function latencyCells({ name, requests, p50, p99, peakMemoryBytes }: Latencies): readonly string[] {
  return [name, String(requests), p50.toFixed(1), p99.toFixed(1), megabytes(peakMemoryBytes)];
}

function megabytes(bytes: number | undefined): string {
  return bytes === undefined ? "" : (bytes / 1e6).toFixed(0);
}
