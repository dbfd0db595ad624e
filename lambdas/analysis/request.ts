import * as z from "zod/mini";
import { type AnalysisRequest, newsSources } from "../shared/sentiment/items.ts";
import { tickerForm } from "../shared/sentiment/tickers.ts";
import { messagesOf, parseMessage } from "../shared/topic-messages.ts";

const analysisRequest: z.ZodMiniType<AnalysisRequest> = z.object({
  source_id: z.string().check(z.minLength(1)),
  source_type: z.enum(newsSources),
  sources: z.array(z.enum(newsSources)),
  text_for_analysis: z.string(),
  model_version: z.string(),
  matched_tickers: z.array(z.string().check(z.regex(tickerForm))),
  // Times are compared as text, so there is one form for them: UTC, milliseconds, Z.
  timestamp: z.iso.datetime({ precision: 3 }),
});

/**
 * The requests that an event of the topic carries.
 *
 * @throws MessageError where the event or a message in it has another form.
 */
export function requestsOf(event: unknown): readonly AnalysisRequest[] {
  return messagesOf(event).map((text) => parseMessage(text, analysisRequest, "analysis request"));
}
