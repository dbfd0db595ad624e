import type { EmittedMetric } from "../../__tests__/helpers/embedded-metrics.ts";
import { type AwsCall, metricsOfCall } from "../../__tests__/rig/aws-call.ts";
import type { FunctionOutput, LogLine } from "../../__tests__/rig/function-output.ts";
import type { Outcome } from "../../__tests__/rig/invocation.ts";
import type { CapturedTrace } from "../../__tests__/rig/trace/captured-trace.ts";
import { table } from "./table.ts";
import { traceText } from "./trace-text.ts";

/** One run of a function in the rig, as data. */
export interface RigReport {
  readonly function: string;
  readonly client: string;
  /** From the start of the process to the end of the invocation. */
  readonly milliseconds: number;
  /** How the invocation ended; a body is a text as the function sent it. */
  readonly outcome: Readonly<Record<string, unknown>> & { readonly kind: Outcome["kind"] };
  /** Lines as written; those that are JSON as objects. */
  readonly logs: readonly unknown[];
  readonly metrics: readonly EmittedMetric[];
  /** Requests that the function sent out. */
  readonly calls: readonly Pick<AwsCall, "service" | "operation" | "input">[];
  /** What X-Ray would have got. */
  readonly trace: CapturedTrace;
}

export interface RigReportProps {
  readonly function: string;
  readonly client: string;
  readonly milliseconds: number;
  readonly outcome: Outcome;
  readonly output: FunctionOutput;
  readonly calls: readonly AwsCall[];
  readonly trace: CapturedTrace;
}

/** Puts together what came out of a run. */
export function rigReport({ outcome, output, calls, trace, ...run }: RigReportProps): RigReport {
  const { kind, ...details } = outcome;
  const begun = "chunks" in outcome ? outcome.chunks[0]?.at : undefined;
  const parts = "chunks" in outcome ? outcome.chunks.map(({ at }) => Math.round(at - (begun ?? at))) : [];
  return {
    ...run,
    outcome: { kind, ...details, ...("chunks" in details ? { chunks: undefined, partsAtMilliseconds: parts } : {}) },
    logs: output.logs.map(({ text, fields }) => fields ?? text),
    metrics: [...output.metrics, ...calls.flatMap(metricsOfCall)],
    calls: calls.map(({ service, operation, input }) => ({ service, operation, input })),
    trace,
  };
}

/** Whether the function answered, and its answer came to its end. */
export function succeeded(outcome: Outcome): boolean {
  return outcome.kind === "response" && outcome.failure === undefined;
}

/** The report for a reader. */
export function rigReportText(report: RigReport, { outcome, output }: RigReportProps): string {
  const { metrics, calls, trace } = report;
  const metricRows = metrics.map(({ name, values, unit, namespace, dimensions }) => [
    name,
    values.join(" "),
    unit,
    namespace,
    pairs(dimensions),
  ]);
  const callRows = calls.map(({ service, operation, input }) => [service, operation, subjectOf(input)]);
  return [
    `${report.function} under ${report.client}: ${endText(outcome)} after ${report.milliseconds} ms, start included`,
    "",
    ...answerLines(outcome),
    "",
    ...orNothing("log lines", output.logs.map(logText)),
    "",
    ...orNothing("metrics", metricRows.length === 0 ? [] : table(metricHeadings, metricRows)),
    "",
    ...orNothing("calls", callRows.length === 0 ? [] : table(callHeadings, callRows)),
    "",
    ...traceText(trace),
  ].join("\n");
}

const metricHeadings = ["metric", "value", "unit", "namespace", "dimensions"];
const callHeadings = ["call to", "operation", "on"];

function orNothing(what: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [`no ${what}`] : lines;
}

/** How an invocation ended, as a predicate of its function. */
export function endText(outcome: Outcome): string {
  switch (outcome.kind) {
    case "response":
      return outcome.failure === undefined ? "answered" : "failed in the middle of its answer";
    case "error":
      return outcome.phase === "init" ? "could not start" : "failed";
    case "exit":
      return `ended with ${outcome.signal ?? `exit code ${outcome.code}`}`;
    case "timeout":
      return "was stopped at its timeout";
  }
}

function answerLines(outcome: Outcome): readonly string[] {
  if (outcome.kind === "error") return [`${outcome.error.errorType}: ${outcome.error.errorMessage}`];
  // Between the head of a streamed response and its body.
  const parts = outcome.body.split("\0".repeat(8)).map(readable);
  const failure = outcome.kind === "response" ? outcome.failure : undefined;
  return failure === undefined ? parts : [...parts, `${failure.errorType}: ${failure.errorMessage}`];
}

/** Indented where it is JSON; in a proxy answer the body, which is JSON in JSON, too. */
function readable(text: string): string {
  try {
    const value = JSON.parse(text);
    const { body } = value ?? {};
    return JSON.stringify(typeof body === "string" ? { ...value, body: parsedOr(body) } : value, null, 2);
  } catch {
    return text;
  }
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What every log line of a function repeats. */
const repeatedFields = /^(level|message|timestamp|service|cold_start|function_.*|sampling_rate|xray_trace_id)$/;

function logText({ text, fields }: LogLine): string {
  if (fields?.level === undefined) return text;
  const others = Object.fromEntries(Object.entries(fields).filter(([name]) => !repeatedFields.test(name)));
  return `${String(fields.level).padEnd(5)} ${fields.message}  ${pairs(others)}`.trimEnd();
}

function pairs(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(" ");
}

function subjectOf(input: Readonly<Record<string, unknown>>): string {
  const { TableName, IndexName, TopicArn, SecretId, Namespace } = input;
  return [TableName ?? TopicArn ?? SecretId ?? Namespace, IndexName].filter((part) => part !== undefined).join(" ");
}
