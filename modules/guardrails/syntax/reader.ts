/** A place in a text where its grammar expects something else. */
class SyntaxFault extends Error {
  override readonly name = "SyntaxFault";
}

/** Reads a text from left to right, in pieces. White space between pieces does not count. */
export interface Reader {
  /** The next piece, if it is of this form; the expression must be sticky. */
  readonly take: (form: RegExp) => string | undefined;
  /** The next piece, which must be of this form. */
  readonly expect: (form: RegExp, what: string) => string;
  readonly atEnd: () => boolean;
  /** Ends the reading: here stands something else than `what`. */
  readonly refuse: (what: string) => never;
}

const space = /\s*/y;

/**
 * Holds a text to a grammar.
 *
 * @returns what is wrong with it, in words; `undefined` where it is of the grammar, to its end.
 */
export function syntaxFault(text: string, grammar: (reader: Reader) => void): string | undefined {
  const reader = readerOf(text);
  try {
    grammar(reader);
    if (!reader.atEnd()) reader.refuse("the end");
    return undefined;
  } catch (error) {
    if (error instanceof SyntaxFault) return error.message;
    throw error;
  }
}

function readerOf(text: string): Reader {
  let position = 0;
  const match = (form: RegExp): string | undefined => {
    form.lastIndex = position;
    return form.exec(text)?.[0];
  };
  const skip = () => {
    position += match(space)?.length ?? 0;
  };
  const take = (form: RegExp) => {
    skip();
    const piece = match(form);
    position += piece?.length ?? 0;
    return piece;
  };
  const refuse = (what: string): never => {
    const rest = text.slice(position, position + 20);
    throw new SyntaxFault(`${rest === "" ? "the end" : `"${rest}"`} at character ${position + 1} instead of ${what}`);
  };
  const atEnd = () => {
    skip();
    return position === text.length;
  };
  return { take, refuse, atEnd, expect: (form, what) => take(form) ?? refuse(what) };
}

/** One or more of something, joined by an operator. */
export function joined(reader: Reader, operator: RegExp, operand: (reader: Reader) => void): void {
  do operand(reader);
  while (reader.take(operator) !== undefined);
}
