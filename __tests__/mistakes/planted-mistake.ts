import { type Problem, ProblemError } from "../../modules/problem.ts";

/** A mistake that is found before there is a stack, or in the stack by its schema. A row of docs/mistakes.md. */
export interface PlantedMistake {
  /** What was done. */
  readonly what: string;
  readonly stage:
    | "contract check"
    | "environment check"
    | "naming"
    | "alarm register"
    | "schema check"
    | "addresses of data";
  /** What the stage says when the mistake is made. */
  readonly make: () => readonly Problem[];
  /** What it says that it found. */
  readonly found: string;
}

/** The problems that something is refused with. */
export function problemsOf(attempt: () => unknown): readonly Problem[] {
  try {
    attempt();
    return [];
  } catch (error) {
    if (error instanceof ProblemError) return error.problems;
    throw error;
  }
}
