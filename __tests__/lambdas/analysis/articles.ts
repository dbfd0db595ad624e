import type { AnalysisRequest } from "../../../lambdas/shared/sentiment/items.ts";

/** A request as ingestion writes it. */
export function analysisRequest(changes: Partial<AnalysisRequest> = {}): AnalysisRequest {
  return {
    source_id: "dedup:d2034740c7ef2a43b23bb447420037ff",
    source_type: "tiingo",
    sources: ["tiingo"],
    text_for_analysis: "Apple shares surge after record profit",
    model_version: "v1.0.0",
    matched_tickers: ["AAPL"],
    timestamp: "2026-01-05T11:37:42.000Z",
    ...changes,
  };
}

/** The event that Lambda gets for one message of a topic. */
export function topicEvent(...messages: readonly unknown[]): unknown {
  return {
    Records: messages.map((message) => ({
      EventSource: "aws:sns",
      Sns: { Type: "Notification", Message: typeof message === "string" ? message : JSON.stringify(message) },
    })),
  };
}

/** The row that ingestion stored for a request, as far as analysis looks at it. */
export function pendingItem({ source_id, timestamp, matched_tickers }: AnalysisRequest) {
  return { source_id, timestamp, matched_tickers, status: "pending" };
}
