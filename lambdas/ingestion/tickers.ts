/** What a ticker looks like everywhere in the system: one to five capital letters. */
const tickerForm = /^[A-Z]{1,5}$/;

/** The tickers among some symbols: trimmed, in upper case, each once, sorted. What is no ticker is left out. */
export function tickersOf(symbols: readonly string[]): readonly string[] {
  const candidates = symbols.map((symbol) => symbol.trim().toUpperCase());
  return [...new Set(candidates.filter((candidate) => tickerForm.test(candidate)))].sort();
}
