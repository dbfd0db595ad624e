import { tickerForm } from "../shared/sentiment/tickers.ts";

/** The tickers among some symbols: trimmed, in upper case, each once, sorted. What is no ticker is left out. */
export function tickersOf(symbols: readonly string[]): readonly string[] {
  const candidates = symbols.map((symbol) => symbol.trim().toUpperCase());
  return [...new Set(candidates.filter((candidate) => tickerForm.test(candidate)))].sort();
}
