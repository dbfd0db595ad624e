/** Something that a user can put right: where it is, what stands there, what would be right, and what to do. */
export interface Problem {
  readonly place: string;
  readonly found: string;
  readonly expected: string;
  readonly remedy: string;
}

/** One error for everything that was found wrong in one go. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(problemLine).join("\n"));
    this.problems = problems;
  }
}

/** A problem as one line of text. */
export function problemLine({ place, found, expected, remedy }: Problem): string {
  return `${place}: found ${found}, expected ${expected}. ${remedy}`;
}

/** Throws where there is at least one problem. */
export function refuseProblems(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new ProblemError(problems);
}
