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
