import { ServiceError, validationError } from "../service-error.ts";
import { normalizedNumber } from "./decimal.ts";

/** A value in DynamoDB's JSON. Numbers are decimal text, binary values are base64. */
export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] }
  | { readonly L: readonly AttributeValue[] }
  | { readonly M: Item };

/** Attributes by name: an item, a key, or a map inside of one. Never changed once stored. */
export type Item = Readonly<Record<string, AttributeValue>>;

export type ValueType = "S" | "N" | "B" | "BOOL" | "NULL" | "SS" | "NS" | "BS" | "L" | "M";

export const valueTypes: ReadonlySet<string> = new Set(["S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", "L", "M"]);

/** Levels of lists and maps in each other (Amazon DynamoDB developer guide, quotas). */
const deepestNesting = 32;

export function typeOf(value: AttributeValue): ValueType {
  for (const type in value) return type as ValueType;
  throw new Error("A value without a type was stored");
}

/** What is inside of a value, without its type. */
export function contentOf(value: AttributeValue): unknown {
  for (const type in value) return (value as Readonly<Record<string, unknown>>)[type];
  throw new Error("A value without a type was stored");
}

/** A set's members; undefined where the value is no set. */
export function membersOf(value: AttributeValue): readonly string[] | undefined {
  if ("SS" in value) return value.SS;
  if ("NS" in value) return value.NS;
  return "BS" in value ? value.BS : undefined;
}

/**
 * A value as DynamoDB takes it, its numbers normalized.
 *
 * @throws ServiceError where it has no or several types, or content that its type does not have.
 */
export function checkedValue(given: unknown, depth = 0): AttributeValue {
  const entries = typeof given === "object" && given !== null ? Object.entries(given) : [];
  const [entry, ...more] = entries;
  if (more.length > 0)
    throw validationError(
      "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
    );
  if (entry === undefined || !valueTypes.has(entry[0]))
    throw validationError("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
  if (depth > deepestNesting) throw validationError("Nesting Levels have exceeded supported limits");
  return checkedContent(entry[0] as ValueType, entry[1], depth);
}

/** Attributes as DynamoDB takes them. */
export function checkedItem(given: unknown, depth = 0): Item {
  if (typeof given !== "object" || given === null || Array.isArray(given)) throw malformed("a map");
  const checked: Record<string, AttributeValue> = {};
  for (const [name, value] of Object.entries(given)) {
    if (name === "") throw validationError("One or more parameter values were invalid: empty attribute name");
    checked[name] = checkedValue(value, depth + 1);
  }
  return checked;
}

function checkedContent(type: ValueType, content: unknown, depth: number): AttributeValue {
  switch (type) {
    case "S":
      return { S: textOf(content) };
    case "N":
      return { N: normalizedNumber(textOf(content)) };
    case "B":
      return { B: binaryOf(content) };
    case "BOOL":
      if (typeof content !== "boolean") throw malformed("true or false");
      return { BOOL: content };
    case "NULL":
      if (content !== true) throw invalid("Null attribute value types must have the value of true");
      return { NULL: true };
    case "SS":
      return { SS: checkedSet("string", content, textOf) };
    case "NS":
      return { NS: checkedSet("number", content, (each) => normalizedNumber(textOf(each))) };
    case "BS":
      return { BS: checkedSet("binary", content, binaryOf) };
    case "L":
      if (!Array.isArray(content)) throw malformed("a list");
      return { L: content.map((each) => checkedValue(each, depth + 1)) };
    case "M":
      return { M: checkedItem(content, depth) };
  }
}

function checkedSet(kind: string, content: unknown, member: (each: unknown) => string): readonly string[] {
  if (!Array.isArray(content)) throw malformed("a list");
  if (content.length === 0) throw invalid(`An ${kind} set  may not be empty`);
  const members = content.map(member);
  if (new Set(members).size < members.length)
    throw invalid(`Input collection [${members.join(", ")}] contains duplicates.`);
  return members;
}

function textOf(content: unknown): string {
  if (typeof content !== "string") throw malformed("a text");
  return content;
}

function binaryOf(content: unknown): string {
  const text = textOf(content);
  if (Buffer.from(text, "base64").toString("base64") !== text) throw malformed("base64");
  return text;
}

function invalid(what: string) {
  return validationError(`One or more parameter values were invalid: ${what}`);
}

function malformed(expected: string) {
  return new ServiceError("SerializationException", `Expected ${expected}`);
}
