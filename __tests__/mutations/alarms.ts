import type { Mutation } from "./mutation.ts";

const alarm = (what: string, find: string, replace: string): Mutation => ({
  what,
  file: "modules/alarms/alarm.ts",
  find,
  replace,
});
const standardSet = (what: string, find: string, replace: string): Mutation => ({
  what,
  file: "modules/alarms/standard-set.ts",
  find,
  replace,
});
const logPattern = (what: string, find: string, replace: string): Mutation => ({
  what,
  file: "modules/alarms/log-patterns.ts",
  find,
  replace,
  also: ["__tests__/rig/alarm-lines.test.ts"],
});
const contractAlarm = (what: string, find: string, replace: string): Mutation => ({
  what,
  file: "modules/alarms/contract-alarms.ts",
  find,
  replace,
});

/** Alarms that cannot go off, reach nobody, or are not there. */
export const alarmMutations: readonly Mutation[] = [
  alarm("action of alarms dropped", "alarmActions: [topicArn],", "alarmActions: [],"),
  alarm("message when an alarm is over dropped", "      okActions: [topicArn],\n", ""),
  alarm("missing data left undecided", "      treatMissingData: record.missing,\n", ""),
  alarm("evaluation periods made literal", "evaluationPeriods: record.evaluationPeriods,", "evaluationPeriods: 1,"),
  standardSet("share of the timeout too high", "latencyShare = 0.8;", "latencyShare = 0.95;"),
  standardSet(
    "threshold made literal",
    "threshold: Math.round(contract.timeoutSeconds * 1_000 * share),",
    "threshold: 5_000 + 0 * share,",
  ),
  standardSet(
    "alarm left out of the standard set",
    "    memoryAlarm(contract, watched),\n",
    "    ...[memoryAlarm].slice(1).flatMap(() => []),\n",
  ),
  standardSet(
    "dimension of a platform metric renamed",
    "dimensions: { FunctionName: functionName }",
    "dimensions: { Function: functionName }",
  ),
  standardSet("share of the memory too high", "memoryShare = 0.85;", "memoryShare = 1;"),
  standardSet("metric of the platform misspelled", 'lambdaMetric("Throttles"', 'lambdaMetric("Throttle"'),
  logPattern("field of a log line misspelled", "$.record.metrics.maxMemoryUsedMB", "$.record.metrics.maxMemoryUsed"),
  logPattern("filter of the fallback line misspelled", "$.metric_fallback IS TRUE", "$.metricFallback IS TRUE"),
  logPattern(
    "class of an error misspelled in a filter",
    '$.error_type = "SpanDeliveryError"',
    '$.error_type = "SpanDeliveryFailure"',
  ),
  logPattern("line of the collector misspelled", '"Exporting failed"', '"Export failed"'),
  logPattern("reason of the collector's end left out", '  "cannot unmarshal",\n', ""),
  {
    what: "dimension of custom metrics dropped where they are watched",
    file: "modules/alarms/contract-metric.ts",
    find: "{ Environment: environment, ...choice }",
    replace: "{ ...choice, ...(environment === undefined ? {} : {}) }",
  },
  {
    what: "dimension of silent failures dropped where they are watched",
    file: "modules/alarms/contract-metric.ts",
    find: "{ FunctionName: functionName, FailurePath: path }",
    replace: "{ FailurePath: path, ...(functionName === undefined ? {} : {}) }",
  },
  contractAlarm("silent failures reported late", "periodSeconds: 60,", "periodSeconds: 300,"),
  contractAlarm("percentage turned round", "100 * FILL(part, 0) / whole", "100 * whole / part"),
  {
    what: "filter that matches every line",
    file: "modules/alarms/log-metric-filter.ts",
    find: "pattern: filter.pattern,",
    replace: 'pattern: "",',
  },
  {
    what: "action of composites dropped",
    file: "modules/alarms/composite-alarm.ts",
    find: "      alarmActions: [topicArn],\n",
    replace: "",
  },
  {
    what: "composite made before its members",
    file: "modules/alarms/composite-alarm.ts",
    find: "dependsOn: [...members],",
    replace: "dependsOn: members.slice(members.length),",
  },
  {
    what: "alarm topic without the key",
    file: "modules/messaging/alarm-topic.ts",
    find: "{ name: props.name, kmsMasterKeyId: props.keyArn }",
    replace: "{ name: props.name }",
  },
  {
    what: "key that CloudWatch may not use",
    file: "modules/security/encryption-key.ts",
    find: 'service: "cloudwatch",',
    replace: 'service: "events",',
  },
];
