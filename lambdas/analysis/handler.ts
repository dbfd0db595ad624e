import type { Context } from "aws-lambda";
import type { AnalysisRequest } from "../shared/sentiment/items.ts";
import type { StampedScore } from "./item-state.ts";
import { lexiconScorer } from "./lexicon/lexicon-scorer.ts";
import { requestsOf } from "./request.ts";
import { handle, logger, metrics, traced } from "./runtime.ts";
import type { Scorer } from "./scorer.ts";
import { storeScore } from "./store-score.ts";

/** The model that is in use. */
const scorer: Scorer = lexiconScorer;

/** Milliseconds of the invocation that are kept for ending it. */
const reservedMilliseconds = 5_000;

export const handler = handle(async (event: unknown, context: Context) => {
  const timeLeft = () => context.getRemainingTimeInMillis() - reservedMilliseconds;
  try {
    let analyzed = 0;
    const requests = requestsOf(event);
    for (const request of requests) if (await analyze(request, timeLeft)) analyzed += 1;
    return { analyzed, duplicates: requests.length - analyzed };
  } catch (error) {
    metrics.AnalysisErrors(1);
    throw error;
  }
});

/** Scores one article. Gives back whether it was still waiting for a score. */
function analyze(request: AnalysisRequest, timeLeft: () => number): Promise<boolean> {
  return traced("analyze_article", async (annotate) => {
    annotate({ source_type: request.source_type, ticker_count: request.matched_tickers.length });
    const score = await storeScore(request, await scoreText(request.text_for_analysis), timeLeft);
    if (score === undefined) {
      metrics.DuplicateAnalysisSkipped(1);
      logger.info("article was analyzed before", { source_id: request.source_id });
      return false;
    }
    annotate({ sentiment: score.label });
    metrics.ItemsAnalyzed(1);
    metrics.SentimentScored(1, { Label: score.label });
    logger.info("article analyzed", {
      source_id: request.source_id,
      sentiment: score.label,
      confidence: score.confidence,
      polarity: score.polarity,
      model_version: score.modelVersion,
    });
    return true;
  });
}

function scoreText(text: string): Promise<StampedScore> {
  return traced("score_text", async (annotate) => {
    const started = performance.now();
    const score = scorer.score(text);
    const milliseconds = performance.now() - started;
    metrics.InferenceLatencyMs(milliseconds);
    annotate({ model_version: scorer.modelVersion, inference_ms: milliseconds });
    return { ...score, modelVersion: scorer.modelVersion };
  });
}
