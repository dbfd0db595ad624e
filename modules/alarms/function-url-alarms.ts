import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import type { AlarmRecord } from "./alarm-record.ts";
import { logsQuestion, metricLook } from "./first-look.ts";
import { lambdaMetric } from "./standard-set.ts";
import type { WatchedFunction } from "./watched-function.ts";

/** Width of the band of usual traffic, in standard deviations (FR-161). */
const usualDeviations = 3;

export interface FunctionUrlOptions {
  /** Whether so many people use it that an hour is like the same hour of other days: of a few streams an hour, three more are chance. */
  readonly hasUsualTraffic: boolean;
}

/**
 * What goes wrong at a function's public URL. With traffic that has a usual amount, a URL that streams has an alarm on unusual traffic, too: each request
 * holds an execution environment for minutes, and a caller can make every one of them a recorded trace.
 */
export function functionUrlAlarms(
  contract: LambdaContract,
  watched: WatchedFunction,
  { hasUsualTraffic }: FunctionUrlOptions,
): readonly AlarmRecord[] {
  const [url] = contract.triggers.filter((trigger) => trigger.kind === "function-url");
  if (url === undefined) return [];
  return [
    serverErrors(contract, watched),
    ...(url.invokeMode === "RESPONSE_STREAM" && hasUsualTraffic ? [unusualTraffic(contract, watched)] : []),
  ];
}

function serverErrors({ name }: LambdaContract, watched: WatchedFunction): AlarmRecord {
  return {
    id: `${name}-url-5xx`,
    title: `Failed answers, URL of ${name}`,
    kind: "function-url",
    signal: { form: "metric", metric: lambdaMetric("Url5xxCount", watched, "Sum") },
    comparison: "GreaterThanThreshold",
    threshold: 0,
    periodSeconds: 300,
    evaluationPeriods: 2,
    missing: "notBreaching",
    missingBecause: "nobody called the URL",
    severity: "critical",
    meaning: `The public URL of ${name} answers with a status of class 5xx: the function failed, timed out or is missing.`,
    runbook: "function-url",
    firstLook: logsQuestion(watched.functionName, "failed-answers"),
    requirements: ["FR-138"],
  };
}

function unusualTraffic({ name }: LambdaContract, watched: WatchedFunction): AlarmRecord {
  return {
    id: `${name}-url-traffic`,
    title: `Unusual traffic, URL of ${name}`,
    kind: "cost",
    signal: { form: "anomaly", metric: lambdaMetric("UrlRequestCount", watched, "Sum") },
    comparison: "GreaterThanThreshold",
    threshold: usualDeviations,
    periodSeconds: 3_600,
    evaluationPeriods: 3,
    missing: "notBreaching",
    missingBecause: "nobody called the URL",
    severity: "info",
    meaning: `The public URL of ${name} gets far more requests than at the same hour of other days; each may cost a trace.`,
    runbook: "cost",
    firstLook: metricLook(`UrlRequestCount of ${watched.functionName}, Sum, 1 hour, against last week`),
    requirements: ["FR-161"],
  };
}
