import { ProblemError } from "../../../modules/problem.ts";
import type { RehearsedStack } from "../../../rehearsal/phases/rehearsed-stack.ts";
import { type DeployedAlarms, readAlarms } from "../../../rehearsal/run/alarms.ts";
import type { EmulatedAws } from "../../../rehearsal/run/emulated-aws.ts";
import type { DeployedFilter } from "./emitted-metrics.ts";

/**
 * Reads the alarms of a stack back.
 *
 * @throws ProblemError where one is missing.
 */
export async function readStackAlarms(aws: EmulatedAws, { name, json }: RehearsedStack): Promise<DeployedAlarms> {
  const resources = { ...json.resource?.aws_cloudwatch_metric_alarm, ...json.resource?.aws_cloudwatch_composite_alarm };
  const names = Object.values(resources).map(({ alarm_name }) => String(alarm_name));
  const alarms = await readAlarms(aws, names);
  const read = new Set([...alarms.metricAlarms, ...alarms.composites].map(({ alarm_name }) => String(alarm_name)));
  const missing = names.filter((each) => !read.has(each));
  if (missing.length === 0) return alarms;
  throw new ProblemError([
    {
      place: `${name}, run`,
      found: `no alarm ${missing.join(", ")}`,
      expected: "every alarm of the stack",
      remedy: "See what apply did to it; then deploy it again.",
    },
  ]);
}

interface MetricFilter {
  readonly filterName: string;
  readonly logGroupName: string;
  readonly filterPattern: string;
  readonly metricTransformations: readonly {
    readonly metricName: string;
    readonly metricNamespace: string;
    readonly metricValue: string;
  }[];
}

/** Reads the filters whose names begin with something, which make metrics of log lines. */
export async function readFilters(aws: EmulatedAws, filterNamePrefix: string): Promise<readonly DeployedFilter[]> {
  const answer = await aws.json("logs", "Logs_20140328.DescribeMetricFilters", {});
  return (answer.metricFilters as readonly MetricFilter[])
    .filter(({ filterName }) => filterName.startsWith(filterNamePrefix))
    .flatMap(({ logGroupName, filterPattern, metricTransformations }) =>
      metricTransformations.map(({ metricName, metricNamespace, metricValue }) => ({
        logGroup: logGroupName,
        pattern: filterPattern,
        namespace: metricNamespace,
        metric: metricName,
        value: metricValue,
      })),
    );
}
