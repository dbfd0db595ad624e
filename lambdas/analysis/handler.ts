import type { Context } from "aws-lambda";
import type { AnalysisRequest } from "../shared/sentiment/items.ts";
import type { StampedScore } from "./item-state.ts";
import { lexiconScorer } from "./lexicon/lexicon-scorer.ts";
import { requestsOf } from "./request.ts";
import { requestAlertEvaluation } from "./request-alert-evaluation.ts";
import { handle, logger, metrics, traced } from "./runtime.ts";
import type { Scorer } from "./scorer.ts";
import { storeScore } from "./store-score.ts";

/** The model that is in use. */
const scorer: Scorer = lexiconScorer;

/** Milliseconds of the invocation that are kept for ending it. */
const reservedMilliseconds = 5_000;

export const handler = handle(async (event: unknown, context: Context) => {
  const timeLeft = () => context.getRemainingTimeInMillis() - reservedMilliseconds;
  const outcomes: Outcome[] = [];
  try {
    for (const request of requestsOf(event)) outcomes.push(await analyze(request, timeLeft));
  } catch (error) {
    metrics.AnalysisErrors(1);
    throw error;
  }
  const count = (outcome: Outcome) => outcomes.filter((each) => each === outcome).length;
  return { analyzed: count("analyzed"), duplicates: count("duplicate"), unfinished: count("unfinished") };
});

type Outcome = "analyzed" | "duplicate" | "unfinished";

/** Scores one article, and asks for a look at the alerts of its tickers. */
function analyze(request: AnalysisRequest, timeLeft: () => number): Promise<Outcome> {
  return traced("analyze_article", async (annotate) => {
    annotate({ source_type: request.source_type, ticker_count: request.matched_tickers.length });
    const tickers = [...new Set(request.matched_tickers)].sort();
    const outcome = await storeScore(request, tickers, await scoreText(request.text_for_analysis), timeLeft);
    const { source_id } = request;
    if (outcome === "unfinished") {
      logger.warn("article analyzed for some of its tickers", { source_id });
      return "unfinished";
    }
    if (outcome === "duplicate") {
      metrics.DuplicateAnalysisSkipped(1);
      logger.info("article was analyzed before", { source_id });
    } else {
      const { label, confidence, polarity, modelVersion } = outcome.stored;
      annotate({ sentiment: label });
      metrics.ItemsAnalyzed(1);
      metrics.SentimentScored(1, { Label: label });
      const score = { sentiment: label, confidence, polarity, model_version: modelVersion };
      logger.info("article analyzed", { source_id, ...score });
    }
    // Duplicates ask as well: whoever stored the score may have ended before asking, and a look too many is harmless.
    await requestAlertEvaluation(tickers);
    return outcome === "duplicate" ? "duplicate" : "analyzed";
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
