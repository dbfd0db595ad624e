/**
 * Tickers as they come up behind one of them, all around: where a run does not get to all, the next one begins with those
 * that were left, so that none is left for ever.
 *
 * @param tickers sorted.
 * @param last the ticker that was asked for last; it need not be among them any more.
 */
export function behind(tickers: readonly string[], last: string | undefined): readonly string[] {
  if (last === undefined) return tickers;
  const passed = tickers.filter((ticker) => ticker <= last);
  return [...tickers.slice(passed.length), ...passed];
}
