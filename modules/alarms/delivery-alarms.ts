import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import type { AlarmKind, AlarmRecord } from "./alarm-record.ts";
import { logsQuery } from "./first-look.ts";
import { logMetric } from "./log-metric.ts";
import {
  collectorStartPattern,
  exportFailurePattern,
  metricFallbackPattern,
  spanOverflowPattern,
  spansLostPattern,
} from "./log-patterns.ts";
import type { WatchedFunction } from "./watched-function.ts";

/** Something that a function's log says about its own metrics or traces. */
interface DeliveryFault {
  readonly id: string;
  readonly title: string;
  readonly kind: AlarmKind;
  readonly metricName: string;
  readonly pattern: string;
  readonly severity: "critical" | "warning";
  readonly meaning: string;
  readonly query: string;
  readonly requirements: readonly string[];
}

/** Only where PutMetricData is called: a metric in a log line needs no call that could fail. */
const metricFaults: readonly DeliveryFault[] = [
  {
    id: "metric-fallback",
    title: "Metrics that were not sent",
    kind: "metric-delivery",
    metricName: "MetricEmissionFallback",
    pattern: metricFallbackPattern,
    severity: "warning",
    meaning: "CloudWatch did not take metrics: what they count is not known, and alarms on them are blind.",
    query: "filter metric_fallback = 1 | stats count(*) by metric_name, exception_type",
    requirements: ["FR-125"],
  },
];

const collectorFaults: readonly DeliveryFault[] = [
  {
    id: "collector-export-failures",
    title: "Exports of the collector that failed",
    kind: "collector",
    metricName: "CollectorExportFailures",
    pattern: exportFailurePattern,
    severity: "critical",
    meaning: "X-Ray did not take spans from the collector; parts of traces are missing.",
    query: "filter @message like /Exporting failed/ | sort @timestamp desc | limit 20",
    requirements: ["FR-098"],
  },
  {
    id: "collector-start-failures",
    title: "Failed starts of the collector",
    kind: "collector",
    metricName: "CollectorStartFailures",
    pattern: collectorStartPattern,
    severity: "critical",
    meaning: "The collector extension does not start; the function may not answer at all.",
    query: "filter @message like /failed to|cannot |Extension.Crash/ | sort @timestamp desc | limit 20",
    requirements: ["FR-123"],
  },
  {
    id: "spans-lost",
    title: "Spans that the collector did not take",
    kind: "collector",
    metricName: "SpansLost",
    pattern: spansLostPattern,
    severity: "critical",
    meaning: "Spans did not reach the collector: it is not there, or does not answer in time.",
    query: 'filter error_type = "SpanDeliveryError" or message like /were lost/ | sort @timestamp desc | limit 20',
    requirements: ["FR-140"],
  },
  {
    id: "span-overflow",
    title: "Spans dropped before they were sent",
    kind: "collector",
    metricName: "SpanOverflow",
    pattern: spanOverflowPattern,
    severity: "critical",
    meaning: "More spans ended than the queue holds; the newest were dropped.",
    query: "filter message like /^Dropped/ | sort @timestamp desc | limit 20",
    requirements: ["FR-091"],
  },
];

/** What can go wrong between a function and CloudWatch or X-Ray, as its log tells it. */
export function deliveryAlarms(contract: LambdaContract, watched: WatchedFunction): readonly AlarmRecord[] {
  const faults = [
    ...(contract.metricTransport === "api" ? metricFaults : []),
    ...(contract.tracing === "open-telemetry" ? collectorFaults : []),
  ];
  return faults.map(({ id, title, kind, metricName, pattern, severity, meaning, query, requirements }) => ({
    id: `${contract.name}-${id}`,
    title: `${title}: ${contract.name}`,
    kind,
    signal: {
      form: "metric",
      metric: logMetric(contract, watched, { name: metricName, pattern, statistic: "Sum" }),
    },
    comparison: "GreaterThanThreshold",
    threshold: 0,
    periodSeconds: 300,
    evaluationPeriods: 1,
    missing: "missing",
    missingBecause: "only a failure writes a line",
    severity,
    meaning: `${contract.name}: ${meaning}`,
    runbook: kind,
    firstLook: logsQuery(watched.functionName, id, query),
    requirements,
  }));
}
