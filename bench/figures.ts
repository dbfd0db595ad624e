import type { Summary } from "./summary.ts";

/** `1.20 (1.10 to 1.50)`: median, least and most. */
export function spread({ median, minimum, maximum }: Summary, digits: number, scale = 1): string {
  const text = (figure: number) => (figure * scale).toFixed(digits);
  return `${text(median)} (${text(minimum)} to ${text(maximum)})`;
}

/** An expectation and whether the figure keeps it; empty where either is missing. */
export function judged(bound: "at most" | "at least", limit: number | undefined, figure: number | undefined): string {
  if (limit === undefined || figure === undefined) return "";
  const kept = bound === "at most" ? figure <= limit : figure >= limit;
  return `${bound} ${limit}: ${kept ? "yes" : "NO"}`;
}

export function megabytes(bytes: number): number;
export function megabytes(bytes: number | undefined): number | undefined;
export function megabytes(bytes: number | undefined): number | undefined {
  return bytes === undefined ? undefined : bytes / 1e6;
}
