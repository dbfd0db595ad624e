import type { Statistic } from "../../lambdas/shared/contract/index.ts";
import type { AlarmRecord, WatchedMetric } from "./alarm-record.ts";
import { tracesQuery } from "./first-look.ts";

/** The REST API in front of a function. */
export interface WatchedApi {
  /** Name of the function in its contract. */
  readonly contractName: string;
  /** Name of the API in API Gateway. */
  readonly apiName: string;
  readonly stage: string;
  /** Log group with one line per request. */
  readonly accessLogGroup: string;
}

interface ApiFault {
  readonly id: string;
  readonly title: string;
  readonly metricName: string;
  readonly statistic: Statistic;
  readonly threshold: number;
  readonly severity: "critical" | "warning";
  readonly meaning: string;
  readonly requirements: readonly string[];
}

/** API Gateway gives up after 29 s, so that the limits in milliseconds are far below any function's timeout. */
const faults: readonly ApiFault[] = [
  {
    id: "5xx",
    title: "Failed answers",
    metricName: "5XXError",
    statistic: "Sum",
    threshold: 0,
    severity: "critical",
    meaning: "answers requests with a status of class 5xx, which Lambda's own Errors metric need not show.",
    requirements: ["FR-138"],
  },
  {
    id: "4xx",
    title: "Refused requests",
    metricName: "4XXError",
    statistic: "Sum",
    threshold: 100,
    severity: "warning",
    meaning: "refuses many requests: a client is broken, a token has expired everywhere, or somebody tries doors.",
    requirements: ["FR-039"],
  },
  {
    id: "latency",
    title: "Time to answer",
    metricName: "Latency",
    statistic: "p90",
    threshold: 5_000,
    severity: "warning",
    meaning: "takes longer than 5 s for one in ten requests, API Gateway's own share included.",
    requirements: ["FR-039"],
  },
  {
    id: "integration-latency",
    title: "Time of the function behind the API",
    metricName: "IntegrationLatency",
    statistic: "p99",
    threshold: 5_000,
    severity: "warning",
    meaning: "waits longer than 5 s for its function in one of a hundred requests.",
    requirements: ["FR-138"],
  },
];

export function apiAlarms(api: WatchedApi): readonly AlarmRecord[] {
  const { contractName, apiName, stage } = api;
  const metricOf = ({ metricName, statistic }: ApiFault): WatchedMetric => ({
    namespace: "AWS/ApiGateway",
    name: metricName,
    dimensions: { ApiName: apiName, Stage: stage },
    statistic,
  });
  return faults.map((fault) => ({
    id: `${contractName}-api-${fault.id}`,
    title: `${fault.title}, REST API of ${contractName}`,
    kind: "rest-api",
    signal: { form: "metric", metric: metricOf(fault) },
    comparison: "GreaterThanThreshold",
    threshold: fault.threshold,
    periodSeconds: 300,
    evaluationPeriods: 2,
    missing: "notBreaching",
    missingBecause: "API Gateway reports nothing while nobody calls",
    severity: fault.severity,
    meaning: `The REST API of ${contractName} ${fault.meaning}`,
    runbook: "rest-api",
    firstLook: fault.metricName.endsWith("XXError")
      ? {
          kind: "logs",
          logGroup: api.accessLogGroup,
          name: "requests-by-status",
          query: "stats count(*) by status, resourcePath",
        }
      : tracesQuery(`service("${apiName}/${stage}") AND responsetime > 5`),
    requirements: fault.requirements,
  }));
}
