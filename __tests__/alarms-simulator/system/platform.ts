import type { LambdaContract } from "../../../lambdas/shared/contract/index.ts";
import type { Conditions } from "./conditions.ts";
import type { Random } from "./random.ts";
import type { Recorder } from "./recorder.ts";

/** How an invocation ended, as far as the platform knows. */
export type Ending = "done" | "failed" | "refused" | "not started";

/** What invocations of a function usually are. */
export interface Usual {
  readonly contract: LambdaContract;
  readonly milliseconds: (random: Random) => number;
  /** Share of its memory. */
  readonly memory: number;
}

export interface Invocation {
  readonly ending: Ending;
  readonly milliseconds: number;
  /** Minute in which it ends. */
  readonly ends: number;
}

/** What fails fails early, where nothing is slow. */
const failsAfterMilliseconds = 300;

const reportLine = JSON.stringify({
  time: "2026-01-05T00:00:00.000Z",
  type: "platform.report",
  record: { requestId: "6d68", status: "success", metrics: { durationMs: 1, maxMemoryUsedMB: 1 } },
});

const failedStartLine = JSON.stringify({
  timestamp: "2026-01-05T00:00:00.000Z",
  level: "ERROR",
  message: { errorType: "Runtime.ImportModuleError", errorMessage: "Error: Cannot find module 'handler'" },
});

/**
 * One invocation, with what Lambda publishes of it: errors and refusals as 0 where there are none, all at the minute in which it
 * began, but known only when it has ended ("Viewing metrics for Lambda functions", AWS Lambda developer guide).
 */
export function invoke(
  { contract, milliseconds, memory }: Usual,
  minute: number,
  {
    conditions,
    random,
    record,
  }: { readonly conditions: Conditions; readonly random: Random; readonly record: Recorder },
): Invocation {
  const { name } = contract;
  const dimensions = { FunctionName: record.nameOf("Lambda function", name) };
  const publish = (metric: string, value: number, arrives: number) =>
    record.aws("AWS/Lambda", metric, dimensions, value, { minute, arrives });
  if (random.happens(conditions.refused?.[name] ?? 0)) {
    publish("Throttles", 1, minute);
    return { ending: "refused", milliseconds: 0, ends: minute };
  }
  const starts = conditions.notStarting?.[name] !== true;
  const failed = !starts || isKilled(contract, conditions) || random.happens(conditions.failing?.[name] ?? 0);
  const wanted = conditions.slow?.[name] ?? milliseconds(random);
  const lasts = conditions.slow?.[name] === undefined && failed ? Math.min(wanted, failsAfterMilliseconds) : wanted;
  const taken = Math.min(lasts, contract.timeoutSeconds * 1_000);
  const ends = minute + Math.floor(taken / 60_000 + random.next() * 0.2);
  publish("Invocations", 1, ends);
  publish("Errors", failed ? 1 : 0, ends);
  publish("Throttles", 0, ends);
  publish("Duration", taken, ends);
  const used = conditions.memory?.[name] ?? memory * random.between(0.9, 1.1);
  record.line(contract, reportLine, { minute: ends }, used * contract.memoryMegabytes);
  if (!starts) record.line(contract, failedStartLine, { minute: ends });
  return { ending: starts ? (failed ? "failed" : "done") : "not started", milliseconds: taken, ends };
}

/** Whether Lambda ends every invocation, so that it can report nothing of itself. */
export function isKilled({ name, timeoutSeconds }: LambdaContract, { memory, slow }: Conditions): boolean {
  return (memory?.[name] ?? 0) >= 1 || (slow?.[name] ?? 0) >= timeoutSeconds * 1_000;
}
