import { type AttributeValue, contentOf, type Item, membersOf, typeOf } from "./attribute-value.ts";
import { compareNumbers } from "./decimal.ts";

/** Whether two values are the same: sets in any order, lists and maps by content. */
export function areEqual(left: AttributeValue, right: AttributeValue): boolean {
  const type = typeOf(left);
  if (type !== typeOf(right)) return false;
  const members = membersOf(left);
  if (members !== undefined) return haveSameMembers(members, membersOf(right) ?? []);
  if ("L" in left && "L" in right) return haveSameElements(left.L, right.L);
  if ("M" in left && "M" in right) return haveSameAttributes(left.M, right.M);
  return contentOf(left) === contentOf(right);
}

/** Order of two texts, numbers or binary values; undefined where they are of other or different types. */
export function compareScalars(left: AttributeValue, right: AttributeValue): number | undefined {
  if ("S" in left && "S" in right) return compareTexts(left.S, right.S);
  if ("N" in left && "N" in right) return compareNumbers(left.N, right.N);
  if ("B" in left && "B" in right) return Buffer.compare(Buffer.from(left.B, "base64"), Buffer.from(right.B, "base64"));
  return undefined;
}

/** First code unit of surrogates, which stand for the characters behind all others. */
const surrogates = 0xd800;
const behindSurrogates = 0xe000;

/** Order of the UTF-8 bytes of two texts. It is that of their code units, but for surrogates. */
export function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  const common = Math.min(left.length, right.length);
  for (let index = 0; index < common; index++) {
    const [a, b] = [left.charCodeAt(index), right.charCodeAt(index)];
    if (a !== b) return rankOf(a) - rankOf(b);
  }
  return left.length - right.length;
}

function rankOf(codeUnit: number): number {
  if (codeUnit < surrogates) return codeUnit;
  return codeUnit < behindSurrogates ? codeUnit + 0x2000 : codeUnit - 0x800;
}

function haveSameMembers(left: readonly string[], right: readonly string[]): boolean {
  const known = new Set(right);
  return left.length === right.length && left.every((each) => known.has(each));
}

function haveSameElements(left: readonly AttributeValue[], right: readonly AttributeValue[]): boolean {
  return left.length === right.length && left.every((each, index) => areEqual(each, right[index] as AttributeValue));
}

function haveSameAttributes(left: Item, right: Item): boolean {
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  return names.every((name) => {
    const other = right[name];
    return other !== undefined && areEqual(left[name] as AttributeValue, other);
  });
}
