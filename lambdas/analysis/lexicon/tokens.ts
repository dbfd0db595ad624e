/** Stands for every number, so that phrases can say `up #`. */
export const numberToken = "#";

const clauseEnd = /[.!?;:,]+(?=\s|$)|[\n()"“”—–|]+/u;
const word = /[\p{L}\p{N}]+(?:['.][\p{L}\p{N}]+)*/gu;

/** Splits a text into clauses, and these into words: lower case, without punctuation, numbers as `#`. */
export function clausesOf(text: string): readonly (readonly string[])[] {
  return text
    .toLowerCase()
    .replaceAll("’", "'")
    .split(clauseEnd)
    .map((clause) => (clause.match(word) ?? []).map((token) => (/^\p{N}/u.test(token) ? numberToken : token)))
    .filter((tokens) => tokens.length > 0);
}
