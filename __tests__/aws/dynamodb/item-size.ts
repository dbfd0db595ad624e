import { type AttributeValue, type Item, membersOf } from "./attribute-value.ts";

/** Largest item (Amazon DynamoDB developer guide, quotas). */
export const largestItemBytes = 409_600;

/** What an item counts against the limits of items and pages (Amazon DynamoDB developer guide, item sizes). */
export function itemBytes(item: Item): number {
  let sum = 0;
  for (const name in item) sum += Buffer.byteLength(name) + valueBytes(item[name] as AttributeValue);
  return sum;
}

function valueBytes(value: AttributeValue): number {
  if ("S" in value) return Buffer.byteLength(value.S);
  if ("N" in value) return numberBytes(value.N);
  if ("B" in value) return Buffer.byteLength(value.B, "base64");
  if ("BOOL" in value || "NULL" in value) return 1;
  if ("L" in value) return 3 + value.L.reduce((sum, each) => sum + 1 + valueBytes(each), 0);
  if ("M" in value) return 3 + Object.keys(value.M).length + itemBytes(value.M);
  return setBytes(value);
}

function setBytes(value: AttributeValue): number {
  const bytesOf =
    "NS" in value ? numberBytes : (text: string) => Buffer.byteLength(text, "BS" in value ? "base64" : "utf8");
  return (membersOf(value) ?? []).reduce((sum, each) => sum + bytesOf(each), 0);
}

/** One byte per two significant digits and one more, one for the sign. */
function numberBytes(text: string): number {
  const sign = text.startsWith("-") ? 1 : 0;
  let [first, last, point] = [sign, text.length, 0];
  while (text[first] === "0" || text[first] === ".") first += 1;
  while (last > first && text[last - 1] === "0") last -= 1;
  if (text.slice(first, last).includes(".")) point = 1;
  return Math.ceil((last - first - point) / 2) + 1 + sign;
}
