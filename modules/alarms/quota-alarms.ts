import type { AlarmRecord, WatchedMetric } from "./alarm-record.ts";
import { metricLook } from "./first-look.ts";

/** Share of a quota, percent, from which on there is little time left to have it raised. */
const warningPercent = 80;

/** A quota of the account that AWS publishes the use of, in a form that `SERVICE_QUOTA` knows. */
interface Quota {
  readonly id: string;
  readonly title: string;
  readonly used: WatchedMetric;
  /** The metric that the quota belongs to, where it is not what is used. */
  readonly limited?: WatchedMetric;
  /** What is refused once the quota is used up. */
  readonly consequence: string;
  readonly missing: Pick<AlarmRecord, "missing" | "missingBecause">;
  readonly look: string;
}

const onlyWhenCalled = {
  missing: "notBreaching",
  missingBecause: "a minute without calls is not published",
} as const;

const quotas: readonly Quota[] = [
  {
    id: "lambda-concurrency-quota",
    title: "Concurrent executions of all functions",
    // What functions have reserved counts as used, whether they run or not (Lambda, "Configuring reserved concurrency").
    used: lambdaMetric("ClaimedAccountConcurrency"),
    limited: lambdaMetric("ConcurrentExecutions"),
    consequence: "Lambda refuses invocations of functions without a reserve, and new reserves",
    missing: { missing: "missing", missingBecause: "Lambda publishes the metric only while functions run" },
    look: "ConcurrentExecutions by FunctionName, Maximum, 1 minute: whose they are",
  },
  {
    id: "metric-calls-quota",
    title: "Calls of PutMetricData",
    used: calls("CloudWatch", "PutMetricData"),
    consequence: "CloudWatch refuses metrics that are sent through its API",
    missing: onlyWhenCalled,
    look: "AWS/Usage CallCount of Service CloudWatch by Resource, Sum, 1 minute",
  },
  {
    id: "key-calls-quota",
    title: "Calls of KMS with symmetric keys",
    used: calls("KMS", "CryptographicOperationsSymmetric"),
    consequence: "KMS refuses to encrypt and decrypt: messages of topics, secrets",
    missing: onlyWhenCalled,
    look: "AWS/Usage CallCount of Service KMS by Resource, Sum, 1 minute",
  },
];

/** A metric of Lambda for a whole region. */
function lambdaMetric(name: string): WatchedMetric {
  return { namespace: "AWS/Lambda", name, dimensions: {}, statistic: "Maximum" };
}

function calls(service: string, resource: string): WatchedMetric {
  return {
    namespace: "AWS/Usage",
    name: "CallCount",
    dimensions: { Service: service, Type: "API", Resource: resource, Class: "None" },
    statistic: "Sum",
  };
}

/** Alarms on what is left of the account's quotas in a region, before AWS refuses something. */
export function quotaAlarms(): readonly AlarmRecord[] {
  return quotas.map(({ id, title, used, limited, consequence, missing, look }) => ({
    id,
    title,
    kind: "quotas",
    signal: {
      form: "expression",
      expression: `100 * used / SERVICE_QUOTA(${limited === undefined ? "used" : "limited"})`,
      label: "Used part of the quota, percent",
      metrics: { used, ...(limited === undefined ? {} : { limited }) },
    },
    comparison: "GreaterThanThreshold",
    threshold: warningPercent,
    periodSeconds: 60,
    evaluationPeriods: 5,
    ...missing,
    severity: "warning",
    meaning: `More than ${warningPercent} % of a quota of the account is used; at all of it ${consequence}.`,
    runbook: "quotas",
    firstLook: metricLook(look),
    requirements: ["FR-172"],
  }));
}
