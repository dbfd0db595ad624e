import { createHash } from "node:crypto";
import type { Filter } from "./request.ts";

/** What a stream is about. */
export interface Subject extends Filter {
  /** The configuration that it follows; undefined: the stream that everybody may read. */
  readonly configurationId: string | undefined;
}

/**
 * Eight hexadecimal digits that tell streams about different things apart: a reader that knows one of them does not know
 * the other.
 */
export function subjectMark({ configurationId, tickers, resolutions }: Subject): string {
  const subject = JSON.stringify([configurationId ?? null, [...tickers].sort(), resolutions]);
  return createHash("sha256").update(subject).digest("hex").slice(0, 8);
}
