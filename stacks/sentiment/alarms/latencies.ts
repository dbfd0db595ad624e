import type { LambdaContract, Severity } from "../../../lambdas/shared/contract/index.ts";
import type { AlarmRecord } from "../../../modules/alarms/alarm-record.ts";
import { tracesQuery } from "../../../modules/alarms/first-look.ts";
import { lambdaMetric, latencyAlarm } from "../../../modules/alarms/standard-set.ts";
import type { WatchedFunction } from "../../../modules/alarms/watched-function.ts";
import { analysis, dashboard } from "../functions.ts";

/** Share of the timeout at which analysis is looked at, before it is too slow. */
const earlyShare = 0.6;

/** Time that a person waits for the dashboard without minding, ms. */
const comfortableMilliseconds = 1_000;

/** Requests from which on the slowest twentieth is more than the slowest one, such as the first after a break. */
const leastRequests = 20;

/** Every story passes through analysis: when that is slow, all scores are late. */
export function latencySeverity({ name }: LambdaContract): Severity {
  return name === analysis.name ? "critical" : "warning";
}

/** Limits on latency beside the share of the timeout that every function has. */
export function tighterLatencies(contract: LambdaContract, watched: WatchedFunction): readonly AlarmRecord[] {
  switch (contract.name) {
    case analysis.name:
      return [
        latencyAlarm(contract, watched, {
          id: `${contract.name}-latency-early`,
          share: earlyShare,
          severity: "warning",
          requirements: ["FR-128"],
        }),
      ];
    case dashboard.name:
      return [comfort(contract, watched)];
    default:
      return [];
  }
}

/** Where there are few requests, even the fastest one has to be slow; a period without any is a good one. */
function comfort({ name }: LambdaContract, watched: WatchedFunction): AlarmRecord {
  return {
    id: `${name}-latency-high`,
    title: `Waiting time of ${name}`,
    kind: "user-experience",
    signal: {
      form: "expression",
      expression: `FILL(IF(requests >= ${leastRequests}, slowest, fastest), 0)`,
      label: "Duration of the slowest twentieth of many requests, of the fastest of few, ms",
      metrics: {
        requests: lambdaMetric("Invocations", watched, "Sum"),
        slowest: lambdaMetric("Duration", watched, "p95"),
        fastest: lambdaMetric("Duration", watched, "Minimum"),
      },
    },
    comparison: "GreaterThanThreshold",
    threshold: comfortableMilliseconds,
    periodSeconds: 300,
    evaluationPeriods: 3,
    missing: "missing",
    missingBecause: "nobody used the dashboard",
    severity: "warning",
    meaning: `One in twenty requests to ${name} takes longer than a second, of a few every one: people notice.`,
    runbook: "user-experience",
    firstLook: tracesQuery(`service("${watched.functionName}") AND responsetime > ${comfortableMilliseconds / 1_000}`),
    requirements: ["FR-041"],
  };
}
