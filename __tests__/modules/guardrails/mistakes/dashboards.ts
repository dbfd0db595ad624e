import { account } from "../policy.ts";
import { soundWidgets } from "../sound/watching.ts";
import { alarmsOf } from "./alarms-of.ts";
import type { Mistake, SoundVariant } from "./mistake.ts";

const dashboard = (dashboard_body: string) => ({ aws_cloudwatch_dashboard: { jobs: { dashboard_body } } });

/** The sound stack's dashboard with more widgets. */
const withWidgets = (...more: readonly object[]) => dashboard(JSON.stringify({ widgets: [...soundWidgets, ...more] }));

const text = (place: object) => ({ type: "text", properties: { markdown: "a" }, ...place });

const graphOf = (count: number, y: number) => ({
  type: "metric",
  x: 0,
  y,
  width: 24,
  height: 6,
  properties: {
    metrics: Array.from({ length: count }, () => ["AWS/Lambda", "Errors", "FunctionName", "dev-jobs-worker"]),
  },
});

const [alarmWidget, graphWidget] = soundWidgets;
const alarmArn = (name: string) => `arn:aws:cloudwatch:us-east-1:${account}:alarm:${name}`;

export const dashboardMistakes: readonly Mistake[] = [
  {
    what: "an alarm that stands on no dashboard",
    rule: "alarm-shown",
    change: { aws_cloudwatch_metric_alarm: alarmsOf(["dev-jobs-new"]) },
    found: '"dev-jobs-new" on no dashboard',
  },
  {
    what: "a dashboard with an alarm that does not exist",
    rule: "dashboard-alarm",
    change: withWidgets({
      ...text({ x: 12, y: 3, width: 12, height: 6 }),
      type: "alarm",
      properties: { alarms: [alarmArn("dev-jobs-gone")] },
    }),
    found: `"${alarmArn("dev-jobs-gone")}"`,
  },
  {
    what: "a dashboard whose text is no JSON",
    rule: "dashboard-body",
    change: dashboard("widgets: []"),
    found: "no JSON with widgets",
    also: ["alarm-shown", "metric-shown"],
  },
  {
    what: "a widget that stands out on the right",
    rule: "dashboard-body",
    change: withWidgets(text({ x: 12, y: 9, width: 13, height: 1 })),
    found: "13 by 1 at 12, 9",
  },
  {
    what: "a widget over another",
    rule: "dashboard-body",
    change: withWidgets(text({ x: 11, y: 8, width: 4, height: 4 })),
    found: "a widget over widgets[1]",
  },
  {
    what: "a widget of a type that does not exist",
    rule: "dashboard-body",
    change: withWidgets({ ...text({ x: 12, y: 3, width: 12, height: 6 }), type: "graph" }),
    found: 'the type "graph"',
  },
  {
    what: "a dashboard of 501 widgets",
    rule: "dashboard-size",
    change: withWidgets(...Array.from({ length: 499 }, (_, y) => text({ x: 0, y: y + 9, width: 24, height: 1 }))),
    found: "501 widgets",
  },
  {
    what: "a graph of 501 metrics",
    rule: "dashboard-size",
    change: withWidgets(graphOf(501, 9)),
    found: "501 metrics",
  },
  {
    what: "a dashboard of 2,501 metrics",
    rule: "dashboard-size",
    change: withWidgets(...[0, 1, 2, 3, 4].map((index) => graphOf(index === 0 ? 496 : 500, 9 + 6 * index))),
    found: "2501 metrics",
  },
  {
    what: "a widget of 101 alarms",
    rule: "dashboard-size",
    change: withWidgets({
      ...text({ x: 12, y: 3, width: 12, height: 6 }),
      type: "alarm",
      properties: { alarms: Array.from({ length: 101 }, () => alarmArn("dev-jobs-lost")) },
    }),
    found: "101 alarms",
  },
  {
    what: "a graph of a metric with a dimension less than it is written with",
    rule: "dashboard-metric",
    change: withWidgets({ ...graphOf(0, 9), properties: { metrics: [["Jobs", "JobsLost"]] } }),
    found: "Jobs JobsLost with no dimensions",
  },
  {
    what: "a graph of throttled requests of a table as a whole",
    rule: "dashboard-metric",
    change: withWidgets({
      ...graphOf(0, 9),
      properties: { metrics: [["AWS/DynamoDB", "ThrottledRequests", "TableName", "dev-jobs-jobs"]] },
    }),
    found: "AWS/DynamoDB ThrottledRequests with TableName=dev-jobs-jobs",
  },
  {
    what: "a metric of which one value of its dimension is not shown",
    rule: "metric-shown",
    change: dashboard(
      JSON.stringify({
        widgets: [
          alarmWidget,
          {
            ...graphWidget,
            properties: { metrics: graphWidget.properties.metrics.filter((row) => String(row[1]) !== "night") },
          },
        ],
      }),
    ),
    found: "Jobs JobsLate, 1 of 2 shown",
  },
  {
    what: "a saved query over a log group that does not exist",
    rule: "saved-query-log-group",
    change: { aws_cloudwatch_query_definition: { failures: { log_group_names: ["/aws/lambda/worker"] } } },
    found: '"/aws/lambda/worker"',
  },
];

export const soundDashboards: readonly SoundVariant[] = [
  {
    what: "an alarm of a stack without functions, on no dashboard",
    rule: "alarm-shown",
    change: {},
    otherStack: { aws_cloudwatch_metric_alarm: alarmsOf(["dev-bill"]) },
  },
  {
    what: "widgets side by side, edge at edge",
    rule: "dashboard-body",
    change: withWidgets(text({ x: 12, y: 3, width: 12, height: 6 }), text({ x: 0, y: 9, width: 24, height: 1 })),
  },
  {
    what: "500 widgets",
    rule: "dashboard-size",
    change: withWidgets(...Array.from({ length: 498 }, (_, y) => text({ x: 0, y: y + 9, width: 24, height: 1 }))),
  },
  {
    what: "metrics of a service whose metrics are not in the table",
    rule: "dashboard-metric",
    change: withWidgets({
      ...graphOf(0, 9),
      properties: { metrics: [["AWS/RUM", "JsErrorCount", "application_name", "a"]] },
    }),
  },
];
