import type { EmulatedAws } from "./emulated-aws.ts";
import { elementIn, found, membersIn, textIn, type XmlElement } from "./query-answer.ts";

type Content = Readonly<Record<string, unknown>>;

/** The alarms of a stack as CloudWatch has them, in the words of a Terraform resource. */
export interface DeployedAlarms {
  readonly metricAlarms: readonly Content[];
  readonly composites: readonly Content[];
}

/** As many names as one question may have. */
const namesPerQuestion = 100;

/** Reads alarms by their names; one that is not there is left out. */
export async function readAlarms(aws: EmulatedAws, names: readonly string[]): Promise<DeployedAlarms> {
  return {
    metricAlarms: (await describe(aws, names, "MetricAlarm")).map(metricAlarm),
    composites: (await describe(aws, names, "CompositeAlarm")).map((alarm) => ({
      alarm_name: textIn(alarm, "AlarmName"),
      alarm_rule: textIn(alarm, "AlarmRule"),
    })),
  };
}

async function describe(
  aws: EmulatedAws,
  names: readonly string[],
  type: "MetricAlarm" | "CompositeAlarm",
): Promise<readonly XmlElement[]> {
  const alarms: XmlElement[] = [];
  for (let from = 0; from < names.length; from += namesPerQuestion) {
    const asked = names
      .slice(from, from + namesPerQuestion)
      .map((name, index) => [`AlarmNames.member.${index + 1}`, name]);
    const answer = await aws.query("monitoring", {
      Action: "DescribeAlarms",
      Version: "2010-08-01",
      "AlarmTypes.member.1": type,
      MaxRecords: String(namesPerQuestion),
      ...Object.fromEntries(asked),
    });
    const result = found(answer, "DescribeAlarmsResult");
    alarms.push(...(result === undefined ? [] : membersIn(result, `${type}s`)));
  }
  return alarms;
}

/** Elements of an alarm by the attributes that say the same. */
const attributes = {
  AlarmName: "alarm_name",
  ComparisonOperator: "comparison_operator",
  DatapointsToAlarm: "datapoints_to_alarm",
  EvaluationPeriods: "evaluation_periods",
  ExtendedStatistic: "extended_statistic",
  MetricName: "metric_name",
  Namespace: "namespace",
  Period: "period",
  Statistic: "statistic",
  Threshold: "threshold",
  ThresholdMetricId: "threshold_metric_id",
  TreatMissingData: "treat_missing_data",
} as const;

function metricAlarm(alarm: XmlElement): Content {
  const queries = membersIn(alarm, "Metrics");
  return {
    ...attributesOf(alarm),
    dimensions: dimensionsOf(alarm),
    ...(queries.length === 0 ? {} : { metric_query: queries.map(metricQuery) }),
  };
}

function attributesOf(element: XmlElement): Content {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, attribute]) => {
      const text = textIn(element, name);
      return text === undefined ? [] : [[attribute, text]];
    }),
  );
}

function metricQuery(query: XmlElement): Content {
  const stat = elementIn(query, "MetricStat");
  const metric = stat === undefined ? undefined : elementIn(stat, "Metric");
  return {
    id: textIn(query, "Id"),
    return_data: textIn(query, "ReturnData") === "true",
    ...(stat === undefined || metric === undefined
      ? { expression: textIn(query, "Expression") }
      : {
          metric: {
            ...attributesOf(metric),
            dimensions: dimensionsOf(metric),
            period: textIn(stat, "Period"),
            stat: textIn(stat, "Stat"),
          },
        }),
  };
}

function dimensionsOf(element: XmlElement): Readonly<Record<string, string>> {
  return Object.fromEntries(
    membersIn(element, "Dimensions").map((each) => [textIn(each, "Name") ?? "", textIn(each, "Value") ?? ""]),
  );
}
