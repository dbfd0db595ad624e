/** A path that a route answers, with parameters that nothing has. */
export function pathOf(pattern: string): string {
  return pattern.replaceAll(/\{ticker\}/g, "AAPL").replaceAll(/\{\w+\}/g, "00000000-0000-4000-8000-000000000000");
}
