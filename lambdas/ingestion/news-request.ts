import type { Window } from "./window.ts";

/** What a run wants to know of every source. */
export interface NewsRequest {
  /** Identity of the run. */
  readonly runId: string;
  /** Upper case, each once, sorted; at least one. */
  readonly tickers: readonly string[];
  readonly window: Window;
}
