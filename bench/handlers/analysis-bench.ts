import { topicEvent } from "../../__tests__/end-to-end/events.ts";
import type { AnalysisRequest } from "../../lambdas/shared/sentiment/items.ts";
import type { Session } from "../session.ts";
import { emptyBenchAccount, tableNames, tickers } from "./account.ts";
import { timed, withFunction } from "./measured-function.ts";
import type { Workload } from "./workload.ts";

const followed = tickers(50);

/** Gives so many messages to analysis, one after the other as one environment takes them; two tickers each. */
export async function analyzeMessages(session: Session, count: number): Promise<Workload> {
  const account = emptyBenchAccount();
  const now = Date.now();
  const requests = Array.from({ length: count }, (_, index) => requestOf(index, now));
  account.dynamoDb.put(tableNames.items, ...requests.map((request) => itemOf(request, now)));
  return withFunction(session, "analysis", account, {}, async (measured) => {
    const begin = performance.now();
    for (const request of requests) await timed(measured, eventOf(request, now));
    const milliseconds = performance.now() - begin;
    const scored = account.dynamoDb.rows(tableNames.items).filter(({ status }) => status === "analyzed").length;
    if (scored !== count) throw new Error(`${scored} of ${count} stories were scored`);
    return { count, milliseconds, awsCalls: measured.awsCalls(), peakMemoryBytes: measured.peakMemoryBytes() };
  });
}

function eventOf(request: AnalysisRequest, now: number): unknown {
  const topicArn = "arn:aws:sns:us-east-1:111122223333:test-sentiment-analysis-requests";
  const attributes = { source_type: request.source_type };
  return topicEvent({ topicArn, body: JSON.stringify(request), attributes }, now);
}

function requestOf(index: number, now: number): AnalysisRequest {
  const about = [followed[index % followed.length] ?? "", followed[(index + 7) % followed.length] ?? ""];
  return {
    source_id: `dedup:${String(index).padStart(32, "0")}`,
    source_type: "tiingo",
    sources: ["tiingo"],
    text_for_analysis: `${about[0]} beats estimates, but warns of weaker demand. The shares rose by ${index % 9} percent.`,
    model_version: "v1.0.0",
    matched_tickers: about,
    timestamp: new Date(now - (index % 1_440) * 60_000).toISOString(),
  };
}

function itemOf({ source_id, timestamp, matched_tickers, text_for_analysis }: AnalysisRequest, now: number) {
  return {
    source_id,
    timestamp,
    status: "pending",
    sources: ["tiingo"],
    ingested_at: new Date(now).toISOString(),
    matched_tickers,
    text_for_analysis,
  };
}
