import { widgetsOf } from "../dashboards.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

/** CloudWatch user guide, service quotas; alarms of a widget: API reference, dashboard body structure. */
const limits = { widgets: 500, metricsOfWidget: 500, metrics: 2_500, alarmsOfWidget: 100 } as const;

export const dashboardSize: Rule = {
  id: "dashboard-size",
  wrong: "A dashboard holds more than CloudWatch takes.",
  matters: "It is refused in the middle of a deployment, mostly when somebody adds the one function too many.",
  remedy: "Let the sections be spread over several dashboards.",
  requirements: ["AWS"],
  check: eachOf("aws_cloudwatch_dashboard", (dashboard, stack) => {
    const widgets = widgetsOf(dashboard, stack) ?? [];
    const metrics = widgets.reduce((sum, widget) => sum + widget.metrics.length, 0);
    const tooMany = (path: string, count: number, what: string, limit: number) =>
      violationIf(count > limit, { path, found: `${count} ${what}`, expected: `at most ${limit}` });
    return [
      ...tooMany("dashboard_body", widgets.length, "widgets", limits.widgets),
      ...tooMany("dashboard_body", metrics, "metrics", limits.metrics),
      ...widgets.flatMap((widget) => [
        ...tooMany(widget.path, widget.metrics.length, "metrics", limits.metricsOfWidget),
        ...tooMany(widget.path, widget.alarms.length, "alarms", limits.alarmsOfWidget),
      ]),
    ];
  }),
};
