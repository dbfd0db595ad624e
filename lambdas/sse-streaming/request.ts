import type { LambdaFunctionURLEvent } from "aws-lambda";
import { type Resolution, resolutionNames } from "../shared/sentiment/resolutions.ts";
import { tickerForm } from "../shared/sentiment/tickers.ts";

/** Most pairs of ticker and resolution that one stream follows: each is one query per poll. */
export const maximumSeries = 40;

/** Resolution of the buckets where a request names tickers and no resolution. */
const defaultResolution: Resolution = "1h";

/** What a stream follows. */
export interface Filter {
  /** Capital letters; empty: articles of all tickers, and no buckets. */
  readonly tickers: readonly string[];
  readonly resolutions: readonly Resolution[];
}

/** A filter, with what was asked for and does not exist; or why nothing can be sent. */
export type ParsedFilter =
  | { readonly ok: true; readonly filter: Filter; readonly ignored: number }
  | { readonly ok: false; readonly message: string };

/** Path of a request without doubled and trailing slashes. */
export function normalizedPath({ rawPath }: Pick<LambdaFunctionURLEvent, "rawPath">): string {
  return rawPath.replace(/\/{2,}/g, "/").replace(/(?<=.)\/$/, "");
}

/** Reads `tickers` and `resolutions`: comma-separated, each may come several times. */
export function parseFilter(rawQueryString: string): ParsedFilter {
  const query = new URLSearchParams(rawQueryString);
  const asked = list(query, "tickers", (ticker) => ticker.toUpperCase());
  const tickers = asked.filter((ticker) => tickerForm.test(ticker));
  if (asked.length > 0 && tickers.length === 0) return { ok: false, message: "No ticker is 1 to 5 letters long." };
  const parsed = withResolutions(tickers, query);
  return parsed.ok ? { ...parsed, ignored: parsed.ignored + asked.length - tickers.length } : parsed;
}

/** Reads `resolutions`, where the tickers are given. */
export function parseFilterBeside(tickers: readonly string[], rawQueryString: string): ParsedFilter {
  const query = new URLSearchParams(rawQueryString);
  if (query.has("tickers")) return { ok: false, message: "The configuration says which tickers: leave them out." };
  return withResolutions(tickers, query);
}

function withResolutions(tickers: readonly string[], query: URLSearchParams): ParsedFilter {
  const asked = list(query, "resolutions", (resolution) => resolution);
  const named = resolutionNames.filter((name) => asked.includes(name));
  if (asked.length > 0 && named.length === 0)
    return { ok: false, message: `No resolution is one of ${resolutionNames.join(", ")}.` };
  const resolutions = named.length === 0 ? [defaultResolution] : named;
  if (tickers.length * resolutions.length > maximumSeries)
    return { ok: false, message: `More than ${maximumSeries} pairs of ticker and resolution. Open several streams.` };
  return { ok: true, filter: { tickers, resolutions }, ignored: asked.length - named.length };
}

function list(query: URLSearchParams, name: string, normalize: (value: string) => string): readonly string[] {
  const values = query.getAll(name).flatMap((value) => value.split(","));
  return [...new Set(values.map((value) => normalize(value.trim())).filter((value) => value !== ""))];
}

/** What the browser says of the chain of connections that this one belongs to (FR-048). */
export interface Session {
  readonly session_id: string;
  readonly connection_sequence: number;
  readonly previous_trace_id: string;
}

/**
 * Reads the session headers. What is absent or malformed counts as the first connection of a session without a name,
 * because these values end up in traces: nothing that a caller makes up may get there.
 */
export function parseSession(headers: Readonly<Record<string, string | undefined>>): Session {
  const sessionId = headers["x-sse-session-id"]?.toLowerCase() ?? "";
  const sequence = headers["x-sse-connection-seq"] ?? "";
  const previous = headers["x-sse-previous-trace"]?.toLowerCase() ?? "";
  return {
    session_id: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(sessionId) ? sessionId : "none",
    connection_sequence: /^[1-9]\d{0,5}$/.test(sequence) ? Number(sequence) : 1,
    // In the header X-Amzn-Trace-Id the id stands after "root=", with other fields around it.
    previous_trace_id: /(?:^|root=)(1-[0-9a-f]{8}-[0-9a-f]{24})(?:;|$)/.exec(previous)?.[1] ?? "none",
  };
}
