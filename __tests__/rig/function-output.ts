import { type EmittedMetric, metricsOfLine } from "../helpers/embedded-metrics.ts";

/** A line that a function wrote, other than a metric. */
export interface LogLine {
  readonly text: string;
  /** Its content, where it is a JSON object. */
  readonly fields: Readonly<Record<string, unknown>> | undefined;
}

/** What a function wrote, told apart. */
export interface FunctionOutput {
  readonly logs: readonly LogLine[];
  /** The values that stood in lines of embedded metric format. */
  readonly metrics: readonly EmittedMetric[];
}

/** Reads what a function wrote to its standard output and error, as CloudWatch Logs would. */
export function readOutput(text: string): FunctionOutput {
  const lines = text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line): LogLine => ({ text: line, fields: fieldsOf(line) }));
  const isMetric = ({ fields }: LogLine) => fields !== undefined && "_aws" in fields;
  return {
    logs: lines.filter((line) => !isMetric(line)),
    metrics: lines.filter(isMetric).flatMap((line) => metricsOfLine(line.text)),
  };
}

function fieldsOf(line: string): LogLine["fields"] {
  try {
    const value: unknown = JSON.parse(line);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? (value as LogLine["fields"]) : undefined;
  } catch {
    return undefined;
  }
}
