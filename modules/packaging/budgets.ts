import type { Metafile } from "esbuild";
import { type Problem, refuseProblems } from "../problem.ts";
import { kilobytes } from "./kilobytes.ts";
import { contributionsByPackage } from "./metafile.ts";

/** Largest zip of a function, in bytes. A larger one loads slower, and usually means that a package came in unseen. */
const defaultBudgetBytes = 350_000;

/** Functions with a budget of their own. */
const budgetBytes: Readonly<Record<string, number>> = {
  // Carries the OpenTelemetry SDK beside the AWS SDK.
  "sse-streaming": 450_000,
};

/** A zip that is held against its budget. */
export interface Weighed {
  readonly functionName: string;
  readonly bytes: number;
  readonly metafile: Metafile;
}

/** Size that the zip of a function may have, in bytes. */
export function budgetOf(functionName: string): number {
  return budgetBytes[functionName] ?? defaultBudgetBytes;
}

/** @throws ProblemError naming every function whose zip is above its budget, and what makes it large. */
export function refuseOverBudget(zips: readonly Weighed[]): void {
  refuseProblems(zips.filter(({ functionName, bytes }) => bytes > budgetOf(functionName)).map(overBudget));
}

function overBudget({ functionName, bytes, metafile }: Weighed): Problem {
  const largest = contributionsByPackage(metafile)
    .slice(0, 5)
    .map((each) => `${each.path} ${kilobytes(each.bytes)}`);
  return {
    place: `zip of ${functionName}`,
    found: kilobytes(bytes),
    expected: `at most ${kilobytes(budgetOf(functionName))}`,
    remedy: `Import less, or raise the budget in modules/packaging/budgets.ts. Largest parts before compression: ${largest.join(", ")}.`,
  };
}
