import type { AttributeValue, Item } from "./attribute-value.ts";

/**
 * An item from plain values, as the document client writes them; undefined is left out.
 *
 * @throws Error where a value has no exact form, as the document client does.
 */
export function itemOf(row: object): Item {
  const defined = Object.entries(row).filter(([, value]) => value !== undefined);
  return Object.fromEntries(defined.map(([name, value]) => [name, attributeOf(value)]));
}

/** The plain values of an item, as the document client reads them. */
export function rowOf(item: Item): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, plainOf(value)]));
}

function attributeOf(value: unknown): AttributeValue {
  if (value === null) return { NULL: true };
  if (typeof value === "string") return { S: value };
  if (typeof value === "number") return { N: exactText(value) };
  if (typeof value === "boolean") return { BOOL: value };
  if (value instanceof Uint8Array) return { B: Buffer.from(value).toString("base64") };
  if (value instanceof Set) return setOf([...value]);
  if (Array.isArray(value)) return { L: value.filter((each) => each !== undefined).map(attributeOf) };
  if (typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype) return { M: itemOf(value) };
  throw new Error(`No attribute holds this ${typeof value}`);
}

function exactText(value: number): string {
  if (Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value))) return String(value);
  throw new Error(`The number ${value} has no exact form`);
}

function setOf(members: readonly unknown[]): AttributeValue {
  if (members.every((each) => typeof each === "string")) return { SS: members };
  if (members.every((each) => typeof each === "number")) return { NS: members.map(exactText) };
  throw new Error("A set holds texts or numbers");
}

function plainOf(value: AttributeValue): unknown {
  if ("S" in value) return value.S;
  if ("N" in value) return Number(value.N);
  if ("B" in value) return new Uint8Array(Buffer.from(value.B, "base64"));
  if ("BOOL" in value) return value.BOOL;
  if ("NULL" in value) return null;
  if ("SS" in value) return new Set(value.SS);
  if ("NS" in value) return new Set(value.NS.map(Number));
  if ("BS" in value) return new Set(value.BS.map((each) => new Uint8Array(Buffer.from(each, "base64"))));
  if ("L" in value) return value.L.map(plainOf);
  return rowOf(value.M);
}
