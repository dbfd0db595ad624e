import type { LambdaContract } from "../../../lambdas/shared/contract/index.ts";
import { analysisRequests } from "../../../lambdas/shared/sentiment/topics.ts";
import { contractMetric } from "../../../modules/alarms/contract-metric.ts";
import type { ShownFunction } from "../../../modules/dashboard/golden-signals.ts";
import { metricLine } from "../../../modules/dashboard/graph.ts";
import { gridWidth } from "../../../modules/dashboard/limits.ts";
import type { GraphWidget, MetricLine } from "../../../modules/dashboard/widget.ts";
import type { Naming } from "../../../modules/naming/naming.ts";
import { analysis, ingestion, notification, sseStreaming } from "../functions.ts";

/** The way of a story, from its source to people: where the numbers break off is where to look. */
export function storyFunnel(functions: readonly ShownFunction[], naming: Naming): GraphWidget {
  const lines = [
    step(functions, ingestion, "ArticlesFetched", "1 fetched"),
    step(functions, ingestion, "NewItemsIngested", "2 new stories"),
    [
      metricLine(
        {
          namespace: "AWS/SNS",
          name: "NumberOfMessagesPublished",
          dimensions: { TopicName: naming("SNS topic", analysisRequests.name) },
          statistic: "Sum",
        },
        "3 scores asked for",
      ),
    ],
    step(functions, analysis, "ItemsAnalyzed", "4 scored"),
    step(functions, sseStreaming, "EventsSent", "5 updates streamed", { EventType: "sentiment_update" }),
    step(functions, notification, "AlertsTriggered", "6 alerts mailed"),
    step(functions, notification, "EmailsSent", "7 mails sent"),
  ];
  return {
    kind: "graph",
    title: "Stories, from source to people, in the time that is looked at",
    view: "totals",
    lines: lines.flat(),
    thresholds: [],
    alarmIds: [],
    width: gridWidth,
    height: 3,
  };
}

/** One number; none where the function is not deployed. */
function step<const C extends LambdaContract>(
  functions: readonly ShownFunction[],
  { name }: C,
  metric: keyof C["metrics"] & string,
  label: string,
  choice: Readonly<Record<string, string>> = {},
): readonly MetricLine[] {
  const shown = functions.find(({ contract }) => contract.name === name);
  if (shown === undefined) return [];
  return [metricLine({ ...contractMetric(shown.contract, shown.watched, metric, choice), statistic: "Sum" }, label)];
}
