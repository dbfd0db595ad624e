import { changesOf, type Mutation } from "./mutation.ts";

const alarm = changesOf("modules/alarms/alarm.ts");
const standardSet = changesOf("modules/alarms/standard-set.ts");
const logPattern = changesOf("modules/alarms/log-patterns.ts");
const contractAlarm = changesOf("modules/alarms/contract-alarms.ts");

/** Alarms that cannot go off, reach nobody, or are not there. */
export const alarmMutations: readonly Mutation[] = [
  alarm("action of alarms dropped", "alarmActions: [topicArn],", "alarmActions: [],"),
  alarm("message when an alarm is over dropped", "      okActions: [topicArn],\n", ""),
  alarm("missing data left undecided", "      treatMissingData: record.missing,\n", ""),
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
    "__tests__/stacks/sentiment/alarms/every-alarm.test.ts",
  ),
  standardSet(
    "dimension of a platform metric renamed",
    "dimensions: { FunctionName: functionName }",
    "dimensions: { Function: functionName }",
  ),
  standardSet("metric of the platform misspelled", 'lambdaMetric("Throttles"', 'lambdaMetric("Throttle"'),
  logPattern(
    "field of a log line misspelled",
    "$.record.metrics.maxMemoryUsedMB",
    "$.record.metrics.maxMemoryUsed",
    "__tests__/stacks/sentiment/alarms/standard-set.test.ts",
  ),
  logPattern(
    "filter of the fallback line misspelled",
    "$.metric_fallback IS TRUE",
    "$.metricFallback IS TRUE",
    "__tests__/modules/alarms/log-patterns.test.ts",
  ),
  logPattern(
    "line of the collector misspelled",
    '"Exporting failed"',
    '"Export failed"',
    "__tests__/stacks/sentiment/alarms/shared-resources.test.ts",
  ),
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
  contractAlarm(
    "silent failures reported late",
    "periodSeconds: 60,",
    "periodSeconds: 300,",
    "__tests__/stacks/sentiment/alarms/from-contracts.test.ts",
  ),
  {
    what: "filter that matches every line",
    file: "modules/alarms/log-metric-filter.ts",
    find: "pattern: filter.pattern,",
    replace: 'pattern: "",',
    seenBy: ["__tests__/stacks/sentiment/alarms/shared-resources.test.ts"],
  },
  {
    what: "composite made before its members",
    file: "modules/alarms/composite-alarm.ts",
    find: "dependsOn: [...members],",
    replace: "dependsOn: members.slice(members.length),",
    seenBy: ["__tests__/stacks/sentiment/alarms/every-alarm.test.ts"],
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
