import { type MetricGraph, metricGraph } from "../../../modules/dashboard/metric-graph.ts";
import { analysis, dashboard, ingestion, metrics, notification, sseStreaming } from "../functions.ts";

/** A subject of the system with the metrics that tell of it. Metrics that stand nowhere here get graphs of their own. */
export interface MetricSection {
  readonly title: string;
  readonly explanation: string;
  readonly graphs: readonly MetricGraph[];
}

/** Below the totals of the flow: the same over time, with what gets stuck on the way. */
export const stories: readonly MetricGraph[] = [
  metricGraph(ingestion, "Articles of sources", ["ArticlesFetched", "DuplicatesSkipped", "ArticlesSkipped"]),
  metricGraph(ingestion, "New stories", ["NewItemsIngested"]),
  metricGraph(analysis, "Stories scored", ["ItemsAnalyzed", "DuplicateAnalysisSkipped", "AnalysisErrors"]),
  metricGraph(metrics, "Stories that wait too long for a score", ["StuckItems"]),
  metricGraph(ingestion, "Scores asked for again", [
    "SelfHealingItemsFound",
    "SelfHealingItemsRepublished",
    "SelfHealingItemsExhausted",
  ]),
  metricGraph(ingestion, "Requests for scores that were not published", ["SNSPublishErrors"]),
  metricGraph(analysis, "Scores by label", ["SentimentScored"]),
  metricGraph(analysis, "Time to score a text, ms", ["InferenceLatencyMs"]),
  metricGraph(metrics, "Heartbeat: metrics arrive", ["EmissionHeartbeat"]),
];

/** Subjects of the system, in the order in which a story meets them. */
export const metricSections: readonly MetricSection[] = [
  {
    title: "Sources",
    explanation: "Providers of news: what they are asked, what they refuse, and whether they are still asked at all.",
    graphs: [
      metricGraph(ingestion, "Tiingo: calls and errors", ["TiingoApiCalls", "TiingoApiErrors"]),
      metricGraph(ingestion, "Finnhub: calls and errors", ["FinnhubApiCalls", "FinnhubApiErrors"]),
      metricGraph(ingestion, "Refused for their rate", ["APIRateLimitHit"]),
      metricGraph(ingestion, "Circuit open", ["CircuitBreakerOpen"]),
      metricGraph(ingestion, "Failed runs in a row", ["ConsecutiveFailedRuns"]),
      metricGraph(ingestion, "Quota used, percent", ["QuotaUsed"]),
      metricGraph(ingestion, "Stories that both sources have, share", ["CollisionRate"]),
      metricGraph(ingestion, "Time of a run, ms", ["IngestionDurationMs"]),
    ],
  },
  {
    title: "Streams",
    explanation: "Server-sent events: who is connected, what they get, and how old it is by then.",
    graphs: [
      metricGraph(sseStreaming, "Connections", ["ConnectionCount"]),
      metricGraph(sseStreaming, "Events sent", ["EventsSent"]),
      metricGraph(sseStreaming, "Streams refused with 503", ["StreamServerErrors"]),
      metricGraph(sseStreaming, "From change to browser, ms", ["EventLatencyMs"]),
      metricGraph(sseStreaming, "One look at the tables, ms", ["PollDurationMs"]),
      metricGraph(sseStreaming, "Until the first data, ms", ["ConnectionSetupMs"]),
    ],
  },
  {
    title: "Mails",
    explanation: "Digests, alerts and sign-in links; a day (UTC) has 100 mails.",
    graphs: [
      metricGraph(notification, "Mails", ["EmailsAttempted", "EmailsSent", "EmailsFailed", "EmailsWithheld"]),
      metricGraph(notification, "Mails of the day's quota", ["EmailQuotaUsed"]),
      metricGraph(notification, "Alerts", ["AlertsTriggered"]),
    ],
  },
  {
    title: "Answers to people",
    explanation: "Requests that end in a status of class 5xx, and prices that could not be fetched.",
    graphs: [
      metricGraph(dashboard, "Failed answers", ["ServerErrors"]),
      metricGraph(dashboard, "Failed calls for prices", ["PriceCallErrors"]),
    ],
  },
];
