import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";

/** A Node process to measure. */
export interface NodeCommand {
  readonly directory: string;
  /** File to run and its arguments, after options of Node where there are any. */
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** What one process took, from its start to its end. */
export interface Measurement {
  readonly wallSeconds: number;
  /** User and system time of the process and, where the system has /proc, of everything that it started. */
  readonly cpuSeconds: number;
  /** Largest resident memory of the Node process itself. */
  readonly peakMemoryBytes: number;
}

/**
 * Runs a Node process to its end and measures it. An aborted signal stops it, with everything that it started.
 *
 * @throws Error with what the process wrote on stderr, where it fails or is stopped.
 */
export async function measureProcess(command: NodeCommand, signal: AbortSignal): Promise<Measurement> {
  signal.throwIfAborted();
  const begin = performance.now();
  const child = spawn(process.execPath, ["--require", join(process.cwd(), "bench/report-usage.cjs"), ...command.args], {
    cwd: command.directory,
    env: { ...command.environment },
    stdio: ["ignore", "ignore", "pipe", "pipe"],
    // A process group of its own, so that it can be stopped as a whole.
    detached: true,
  });
  const stop = () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid);
  };
  signal.addEventListener("abort", stop);
  const ended = once(child, "exit").then(() => (performance.now() - begin) / 1000);
  const [, , stderr, report] = child.stdio as unknown as readonly [null, null, Readable, Readable];
  const [wallSeconds, errors, usage] = await Promise.all([ended, text(stderr), text(report)]);
  signal.removeEventListener("abort", stop);
  signal.throwIfAborted();
  if (child.exitCode !== 0) throw new Error(`node ${command.args.join(" ")} failed:\n${lastLines(errors)}`);
  return { wallSeconds, ...(JSON.parse(usage) as Omit<Measurement, "wallSeconds">) };
}

/** The end of what was written on stderr; lines of a minified bundle are cut. */
function lastLines(errors: string): string {
  const lines = errors.trim().split("\n").slice(-30);
  return lines.map((line) => (line.length > 300 ? `${line.slice(0, 300)} …` : line)).join("\n");
}
