import { type AlarmMetric, dimensionsText } from "../alarm-metrics.ts";
import { awsMetrics, dimensionSetsOf } from "../aws-metrics.ts";
import type { CheckedStack } from "../checked-stack.ts";
import { widgetsOf } from "../dashboards.ts";
import { emittersOf, writes } from "../emitters.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

export const dashboardMetric: Rule = {
  id: "dashboard-metric",
  wrong: "A dashboard shows a metric that nobody writes with these dimensions.",
  matters: "The graph is empty for ever, and an empty graph looks like quiet.",
  remedy: "Correct the metric or its dimensions, or declare it in the contract of the function that writes it.",
  requirements: ["FR-042", "D35"],
  check: eachOf("aws_cloudwatch_dashboard", (dashboard, stack) => {
    const metrics = (widgetsOf(dashboard, stack) ?? []).flatMap((widget) => widget.metrics);
    if (metrics.length === 0) return "not applicable";
    return metrics.flatMap((metric) =>
      violationIf(!isWritten(metric, stack), {
        path: metric.path,
        found: `${metric.namespace} ${metric.name} with ${dimensionsText(metric.dimensions)}`,
        expected: "a metric of AWS, of a contract or of a log filter",
      }),
    );
  }),
};

function isWritten(metric: AlarmMetric, stack: CheckedStack): boolean {
  const { namespace, name, dimensions } = metric;
  if (!namespace.startsWith("AWS/")) return emittersOf(metric, stack.stacks).some((emitter) => writes(emitter, metric));
  if (!Object.hasOwn(awsMetrics, namespace)) return true;
  return dimensionSetsOf(namespace, name)?.includes(Object.keys(dimensions).sort().join(" ")) ?? false;
}
