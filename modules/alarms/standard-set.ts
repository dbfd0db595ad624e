import type { LambdaContract, Severity, Statistic } from "../../lambdas/shared/contract/index.ts";
import type { AlarmRecord, WatchedMetric } from "./alarm-record.ts";
import { failuresQuery, logsQuestion, metricLook } from "./first-look.ts";
import { logMetric } from "./log-metric.ts";
import { memoryValue, reportPattern, startFailurePattern } from "./log-patterns.ts";
import { scheduleInterval } from "./schedule-interval.ts";
import type { WatchedFunction } from "./watched-function.ts";

/** Share of the timeout at which a function is too slow (FR-041, FR-061). */
export const latencyShare = 0.8;

/** Share of the memory at which a function may soon be stopped (FR-104). */
export const memoryShare = 0.85;

/** Share of failed invocations, percent, and how often in a row (FR-127). */
const errorTiers = [
  { suffix: "", percent: 5, evaluationPeriods: 2, severity: "critical" },
  { suffix: "-early", percent: 1, evaluationPeriods: 3, severity: "warning" },
] as const;

/** Below this, one failure would be a high share: there it takes two. */
const leastInvocations = 10;
const failuresOfFew = 2;

const periodSeconds = 300;

const onlyWhenInvoked = "Lambda publishes the metric only when the function is invoked";

/** What differs from function to function. */
export interface StandardSetOptions {
  /** Default: warning. */
  readonly latencySeverity?: Severity;
}

/** The alarms that every function has, whatever it does: computed from its contract, nothing is typed in. */
export function standardSet(
  contract: LambdaContract,
  watched: WatchedFunction,
  { latencySeverity = "warning" }: StandardSetOptions = {},
): readonly AlarmRecord[] {
  return [
    ...errorAlarms(contract, watched),
    latencyAlarm(contract, watched, {
      id: `${contract.name}-latency`,
      share: latencyShare,
      severity: latencySeverity,
      requirements: ["FR-041", "FR-061", "FR-128", "SC-017"],
    }),
    memoryAlarm(contract, watched),
    throttleAlarm(contract, watched),
    startAlarm(contract, watched),
  ];
}

/** A metric of the service itself, for one function. */
export function lambdaMetric(name: string, { functionName }: WatchedFunction, statistic: Statistic): WatchedMetric {
  return { namespace: "AWS/Lambda", name, dimensions: { FunctionName: functionName }, statistic };
}

/**
 * A share of failed invocations tells nothing of a function that runs a few times per period: there every failure
 * counts.
 */
function errorAlarms(contract: LambdaContract, watched: WatchedFunction): readonly AlarmRecord[] {
  const { name } = contract;
  const common = {
    kind: "errors",
    comparison: "GreaterThanThreshold",
    periodSeconds,
    missing: "missing",
    missingBecause: onlyWhenInvoked,
    runbook: "errors",
    firstLook: failuresQuery(watched.functionName),
    requirements: ["FR-040", "FR-127", "SC-017"],
  } as const;
  const errors = lambdaMetric("Errors", watched, "Sum");
  if (scheduleInterval(contract) !== undefined) {
    return [
      {
        ...common,
        id: `${name}-errors`,
        title: `Failed runs of ${name}`,
        signal: { form: "metric", metric: errors },
        threshold: 0,
        evaluationPeriods: periodsInARow(contract, 2),
        severity: "critical",
        meaning: `Runs of ${name} fail, and the next ones do not make up for it.`,
      },
    ];
  }
  const metrics = { errors, invocations: lambdaMetric("Invocations", watched, "Sum") };
  const ofFew = `IF(errors >= ${failuresOfFew}, 100, 0)`;
  const share = `IF(invocations >= ${leastInvocations}, 100 * errors / invocations, ${ofFew})`;
  // A period without invocations is a good one: otherwise a bad one before it would decide alone.
  const expression = `FILL(${share}, 0)`;
  return errorTiers.map(({ suffix, percent, evaluationPeriods, severity }) => ({
    ...common,
    id: `${name}-errors${suffix}`,
    title: `Failed invocations of ${name}`,
    signal: { form: "expression", expression, label: "Failed invocations, percent", metrics },
    threshold: percent,
    ...periodsKnown(contract, evaluationPeriods),
    severity,
    meaning: `More than ${percent} % of the invocations of ${name} fail; where there are few, several of them.`,
  }));
}

/** An alarm on the slowest twentieth of invocations, at a share of the timeout. */
export function latencyAlarm(
  contract: LambdaContract,
  watched: WatchedFunction,
  {
    id,
    share,
    severity,
    requirements,
  }: {
    readonly id: string;
    readonly share: number;
    readonly severity: Severity;
    readonly requirements: readonly string[];
  },
): AlarmRecord {
  return {
    id,
    title: `Duration of ${contract.name}`,
    kind: "latency",
    signal: { form: "metric", metric: lambdaMetric("Duration", watched, "p95") },
    comparison: "GreaterThanThreshold",
    threshold: Math.round(contract.timeoutSeconds * 1_000 * share),
    periodSeconds,
    ...periodsKnown(contract, periodsInARow(contract, 3)),
    missing: "missing",
    missingBecause: onlyWhenInvoked,
    severity,
    meaning: `One in twenty invocations of ${contract.name} takes more than ${Math.round(share * 100)} % of its ${contract.timeoutSeconds} s.`,
    runbook: "latency",
    firstLook: logsQuestion(watched.functionName, "slowest-invocations"),
    requirements,
  };
}

/** The platform's own report of every invocation says how much memory was used at most, in MB. */
function memoryAlarm(contract: LambdaContract, watched: WatchedFunction): AlarmRecord {
  const { name, memoryMegabytes } = contract;
  return {
    id: `${name}-memory`,
    title: `Memory of ${name}`,
    kind: "memory",
    signal: {
      form: "metric",
      metric: logMetric(contract, watched, {
        name: "MaxMemoryUsedMB",
        pattern: reportPattern,
        value: memoryValue,
        statistic: "Maximum",
      }),
    },
    comparison: "GreaterThanThreshold",
    threshold: Math.round(memoryMegabytes * memoryShare * 10) / 10,
    periodSeconds,
    evaluationPeriods: 1,
    missing: "missing",
    missingBecause: "an invocation writes the report that the metric is made from",
    severity: "warning",
    meaning: `${name} uses more than ${memoryShare * 100} % of its ${memoryMegabytes} MB; at all of it Lambda stops it.`,
    runbook: "memory",
    firstLook: logsQuestion(watched.functionName, "memory"),
    requirements: ["FR-104"],
  };
}

function throttleAlarm({ name, reservedConcurrency }: LambdaContract, watched: WatchedFunction): AlarmRecord {
  return {
    id: `${name}-throttles`,
    title: `Refused invocations of ${name}`,
    kind: "throttles",
    signal: { form: "metric", metric: lambdaMetric("Throttles", watched, "Sum") },
    comparison: "GreaterThanThreshold",
    threshold: 0,
    periodSeconds,
    evaluationPeriods: 2,
    missing: "missing",
    missingBecause: onlyWhenInvoked,
    severity: "warning",
    meaning: `Lambda refuses invocations of ${name}: more than its ${reservedConcurrency} run at once.`,
    runbook: "throttles",
    firstLook: metricLook(`ConcurrentExecutions and Invocations of ${watched.functionName}, Maximum and Sum, 1 minute`),
    requirements: ["FR-039"],
  };
}

/** A function that cannot start does nothing at all, and its code can report nothing. */
function startAlarm(contract: LambdaContract, watched: WatchedFunction): AlarmRecord {
  return {
    id: `${contract.name}-start-failures`,
    title: `Failed starts of ${contract.name}`,
    kind: "start-failures",
    signal: {
      form: "metric",
      metric: logMetric(contract, watched, { name: "StartFailures", pattern: startFailurePattern, statistic: "Sum" }),
    },
    comparison: "GreaterThanThreshold",
    threshold: 0,
    periodSeconds: 60,
    evaluationPeriods: 1,
    missing: "missing",
    missingBecause: "only a failed start writes a line",
    severity: "critical",
    meaning: `${contract.name} does not start: its code does not load, or a variable is missing or malformed.`,
    runbook: "start-failures",
    firstLook: logsQuestion(watched.functionName, "failed-starts"),
    requirements: ["FR-106", "FR-129"],
  };
}

/** Several periods in a row cannot breach where a run comes less than once per period: then one is enough. */
function periodsInARow(contract: LambdaContract, usual: number): number {
  const interval = scheduleInterval(contract);
  return interval !== undefined && interval > periodSeconds ? 1 : usual;
}

/**
 * Lambda counts an invocation in the minute in which it began, but only when it has ended. Where one can last longer than a
 * period, what breached in the newest periods is not known yet: as many older ones are looked at as it can last.
 */
function periodsKnown({ timeoutSeconds }: LambdaContract, breaching: number) {
  const unknown = Math.floor(timeoutSeconds / periodSeconds);
  if (unknown === 0) return { evaluationPeriods: breaching };
  return { evaluationPeriods: breaching + unknown, datapointsToAlarm: breaching };
}
