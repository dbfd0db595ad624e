import { vi } from "vitest";
import { type EmittedMetric, metricsOfLine } from "./embedded-metrics.ts";

/** Captures what the code under test writes to stdout, until `restore` is called. */
export function captureStdout() {
  const chunks: string[] = [];
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((chunk: unknown) => {
    chunks.push(String(chunk));
    return true;
  });
  const lines = () =>
    chunks
      .join("")
      .split("\n")
      .filter((line) => line !== "");
  return {
    lines,
    /** Every metric value among the lines. */
    metrics: (): readonly EmittedMetric[] => lines().flatMap(metricsOfLine),
    restore: () => spy.mockRestore(),
  };
}
