import { createHash } from "node:crypto";
import fc from "fast-check";
import type { AttributeValue, Item } from "../../aws/dynamodb/attribute-value.ts";

/** A piece of an expression with what its placeholders stand for. */
export interface ExpressionPart {
  readonly text: string;
  readonly names: Readonly<Record<string, string>>;
  readonly values: Item;
}

const numbers = ["-2", "0", "0.1", "0.2", "1", "1.5", "3", "99999999999999999999", "0.00000000000000000001"];
export const texts = ["", "a", "ab", "b", "\u00e9", "zebra"];
export const anyNumber = fc.constantFrom(...numbers).map((N) => ({ N }));
export const anyText = fc.constantFrom(...texts).map((S) => ({ S }));
export const anyTag = fc.constantFrom("red", "green", "blue");
export const anyTags = fc.uniqueArray(anyTag, { minLength: 1 }).map((SS) => ({ SS }));
const anyElement: fc.Arbitrary<AttributeValue> = fc.oneof(anyNumber, anyText);
export const anyList = fc.array(anyElement, { maxLength: 3 }).map((L) => ({ L }));
export const anyMap = fc
  .record({ a: anyNumber, b: fc.record({ c: anyText }).map((M) => ({ M })) }, { requiredKeys: [] })
  .map((M) => ({ M: M as Item }));

/**
 * Fills a template: `#word` stands for the attribute of that name, and each `?` for the next value. Placeholders differ
 * from those of every other part, so that parts can be put together.
 */
export function part(template: string, ...values: readonly AttributeValue[]): ExpressionPart {
  const suffix = `_${createHash("sha1")
    .update(JSON.stringify([template, values]))
    .digest("hex")
    .slice(0, 8)}`;
  const words = [...new Set([...template.matchAll(/#(\w+)/g)].map(([, word = ""]) => word))];
  let index = 0;
  return {
    text: template.replaceAll(/#\w+/g, (word) => word + suffix).replaceAll("?", () => `:v${index++}${suffix}`),
    names: Object.fromEntries(words.map((word) => [`#${word}${suffix}`, word])),
    values: Object.fromEntries(values.map((value, at) => [`:v${at}${suffix}`, value])),
  };
}

/** Parts as one, their texts joined. */
export function joined(parts: readonly ExpressionPart[], text: (texts: readonly string[]) => string): ExpressionPart {
  return {
    text: text(parts.map((each) => each.text)),
    names: Object.assign({}, ...parts.map(({ names }) => names)),
    values: Object.assign({}, ...parts.map(({ values }) => values)),
  };
}

/** Members of a request for its expressions; those that are not needed are left out. */
export function expressionMembers(expressions: Readonly<Record<string, ExpressionPart | undefined>>) {
  const given = Object.entries(expressions).filter(
    (entry): entry is [string, ExpressionPart] => entry[1] !== undefined,
  );
  const { names, values } = joined(
    given.map(([, each]) => each),
    () => "",
  );
  return {
    ...Object.fromEntries(given.map(([name, { text }]) => [name, text])),
    ...(Object.keys(names).length === 0 ? {} : { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length === 0 ? {} : { ExpressionAttributeValues: values }),
  };
}
