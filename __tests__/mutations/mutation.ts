import type { RequirementId } from "../requirements/requirement.ts";

/** A single change that breaks the project, as somebody could make it by mistake. Something must catch it. */
export interface Mutation {
  /** What the change does, in words that fit after "a" or "an": `dimension renamed`. */
  readonly what: string;
  readonly file: string;
  /** Text of the file that is replaced; it must stand there exactly once. */
  readonly find: string;
  readonly replace: string;
  /** Test files that are known to see it; they are tried before all others that import the file. Default: none. */
  readonly seenBy?: readonly string[];
  /**
   * Tests that see it although they do not import the file: those of the zips, and those that read sources. They run
   * last. Default: none.
   */
  readonly also?: readonly string[];
}

/** Makes changes of one file: what each does, the text and its replacement, and the test files known to see it. */
export function changesOf(file: string) {
  return (what: string, find: string, replace: string, ...seenBy: readonly string[]): Mutation => ({
    what,
    file,
    find,
    replace,
    seenBy,
  });
}

/** A change that takes away what requirements ask for. The tests that carry their ids must see it. */
export interface RequirementFault extends Mutation {
  readonly breaks: readonly RequirementId[];
  /** Test files with tests that carry the ids; for each id one of them must fail. */
  readonly seenBy: readonly string[];
}

/** Makes faults in one file: the requirements that each breaks, what it does, the text and its replacement, test files. */
export function faultsOf(file: string) {
  return (
    breaks: readonly RequirementId[],
    what: string,
    find: string,
    replace: string,
    ...seenBy: readonly string[]
  ): RequirementFault => ({ breaks, what, file, find, replace, seenBy });
}
