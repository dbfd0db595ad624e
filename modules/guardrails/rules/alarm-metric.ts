import { nearest } from "../../nearest.ts";
import type { AlarmMetric } from "../alarm-metrics.ts";
import { dimensionsText, metricsOfAlarm } from "../alarm-metrics.ts";
import { awsMetrics, countedCalls, dimensionSetsOf } from "../aws-metrics.ts";
import { eachOf, type Rule, type Violation } from "../rule.ts";

export const alarmMetric: Rule = {
  id: "alarm-metric",
  wrong: "An alarm watches a metric that AWS does not publish, or not by these dimensions.",
  matters: "It never has data: DynamoDB counts SystemErrors by table and operation, and Url5xxError does not exist.",
  remedy: "Name metric and dimensions as the service's documentation does.",
  requirements: ["FR-040", "FR-041"],
  check: eachOf("aws_cloudwatch_metric_alarm", (alarm, stack) => {
    const known = metricsOfAlarm(alarm, stack).filter(({ namespace }) => Object.hasOwn(awsMetrics, namespace));
    return known.length === 0 ? "not applicable" : known.flatMap(violations);
  }),
};

function violations({ path, namespace, name, dimensions }: AlarmMetric): readonly Violation[] {
  const at = path === "" ? {} : { path };
  const sets = dimensionSetsOf(namespace, name);
  if (sets === undefined) {
    const names = Object.values(awsMetrics[namespace] ?? {}).flat();
    return [{ ...at, found: `${namespace} ${name}`, expected: nearest(name, names) ?? `a metric of ${namespace}` }];
  }
  const given = Object.keys(dimensions).sort().join(" ");
  return sets.includes(given)
    ? uncountedCalls(name, dimensions).map((violation) => ({ ...at, ...violation }))
    : [
        {
          ...at,
          found: `${name} by ${dimensionsText(dimensions)}`,
          expected: `by ${sets.map(words).join(", or by ")}`,
        },
      ];
}

/** AWS/Usage has the same dimensions for all services: what tells a metric that exists are their values. */
function uncountedCalls(name: string, { Service, Resource }: AlarmMetric["dimensions"]): readonly Violation[] {
  if (name !== "CallCount" || Service === undefined || Resource === undefined) return [];
  const counted = countedCalls[Service];
  if (counted?.includes(Resource)) return [];
  return [
    {
      found: `calls of ${Service} ${Resource}, which are not counted`,
      expected:
        counted === undefined
          ? `a service whose calls are: ${Object.keys(countedCalls).join(", ")}`
          : (nearest(Resource, counted) ?? `one of ${counted.join(", ")}`),
    },
  ];
}

function words(set: string): string {
  return set === "" ? "no dimension" : set.replaceAll(" ", " and ");
}
