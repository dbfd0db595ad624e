import { vi } from "vitest";
import { captureStdout } from "../../helpers/stdout.ts";

/** Captures all that a function logs: metrics and information go to stdout, warnings and errors to stderr. */
export function captureLogs() {
  const stdout = captureStdout();
  const warnings: string[] = [];
  const stderr = vi.spyOn(process.stderr, "write").mockImplementation((chunk: unknown) => {
    warnings.push(...String(chunk).split("\n"));
    return true;
  });
  return {
    lines: (): readonly string[] => [...stdout.lines(), ...warnings],
    metrics: stdout.metrics,
    restore: () => {
      stdout.restore();
      stderr.mockRestore();
    },
  };
}
