import { checkEnvironment } from "../../environments/check.ts";
import { prod } from "../../environments/prod.ts";
import type { ProblemError } from "../../modules/problem.ts";

const invokedByOthers = ["analysis", "dashboard", "notification", "sse-streaming"];
/** The functions that are deployed. */
export const functions = { all: ["ingestion", "metrics", ...invokedByOthers], invokedByOthers };

/** Lines that a changed production environment is refused with. */
export function linesOf(changes: Readonly<Record<string, unknown>>): readonly string[] {
  return linesOfFile({ ...prod, ...changes });
}

/** Lines that what a file has is refused with. */
export function linesOfFile(candidate: unknown): readonly string[] {
  try {
    checkEnvironment(candidate, "prod", functions);
    return [];
  } catch (error) {
    return (error as ProblemError).message.split("\n");
  }
}

/** End of what is said about a wrong value. */
export const says = "environments/schema.ts says what it means.";
/** ARN of a collector layer. */
export const layer = (region: string, architecture: string, version = ":1") =>
  `arn:aws:lambda:${region}:901920570463:layer:aws-otel-collector-${architecture}-ver-0-156-0${version}`;
