import * as z from "zod/mini";
import { type AnalysisRequest, newsSources } from "../shared/sentiment/items.ts";
import { tickerForm } from "../shared/sentiment/tickers.ts";
import { MessageError } from "./errors.ts";

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

/** The part of an SNS event that matters (AWS Lambda developer guide, Using Lambda with Amazon SNS). */
const topicEvent = z.object({
  Records: z.array(z.object({ Sns: z.object({ Message: z.string() }) })).check(z.minLength(1)),
});

/**
 * The requests that an event of the topic carries; Amazon SNS puts one into each.
 *
 * @throws MessageError where the event or a message in it has another form.
 */
export function requestsOf(event: unknown): readonly AnalysisRequest[] {
  const { Records } = parse(topicEvent, event, "The event is no message of a topic");
  return Records.map(({ Sns }) => parse(analysisRequest, readJson(Sns.Message), "The message is no analysis request"));
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new MessageError("The message is not JSON");
  }
}

function parse<T>(schema: z.ZodMiniType<T>, value: unknown, problem: string): T {
  const { data, error } = schema.safeParse(value);
  if (error === undefined) return data as T;
  const fields = [...new Set(error.issues.map(({ path }) => path.join(".") || "the whole"))];
  throw new MessageError(`${problem}: wrong or missing: ${fields.join(", ")}`);
}
