import { above, below, integer, lambdaContract, schedule, table } from "../shared/contract/index.ts";
import { sentiment } from "../shared/sentiment/system.ts";
import { items } from "../shared/sentiment/tables.ts";

export const metrics = lambdaContract({
  system: sentiment,
  name: "metrics",
  purpose: "Counts the articles that wait too long for their score, and proves every minute that metrics arrive.",
  timeoutSeconds: 30,
  memoryMegabytes: 256,
  reservedConcurrency: 1,
  tracing: "x-ray",
  triggers: [schedule("rate(1 minute)")],
  reaches: {
    ITEMS_TABLE: table(items, { queriedIndexes: ["by_status"] }),
  },
  settings: {
    STUCK_AFTER_MINUTES: integer({
      meaning: "minutes after which an unscored article counts as stuck",
      minimum: 1,
      maximum: 1440,
      default: 5,
    }),
  },
  metricTransport: "api",
  // One namespace, because a call of PutMetricData has one: the heartbeat arrives exactly when the count does (FR-126).
  // No counter of errors: a function that cannot send cannot send that either; the platform counts its Errors.
  metrics: {
    StuckItems: {
      unit: "Count",
      alarm: above(0, {
        statistic: "Maximum",
        periodSeconds: 300,
        evaluationPeriods: 1,
        missing: "missing",
        missingBecause: "the heartbeat alarm reports a function that does not run",
        severity: "warning",
        meaning: "Articles were stored but not scored: analysis fails, is throttled or is not invoked.",
      }),
    },
    EmissionHeartbeat: {
      unit: "Count",
      alarm: below(1, {
        statistic: "Sum",
        periodSeconds: 60,
        evaluationPeriods: 3,
        missing: "breaching",
        missingBecause: "no heartbeat is the fault that this alarm exists for",
        severity: "critical",
        meaning: "No metric has arrived for about five minutes: alarms on custom metrics are blind.",
      }),
    },
  },
  failurePaths: {},
  operations: {
    query_stuck_items: ["item_count", "query_duration_ms"],
    publish_metrics: [],
  },
});
