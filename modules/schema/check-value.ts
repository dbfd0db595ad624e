import type { Problem } from "../problem.ts";
import { hasExpression, isWholeExpression } from "./expressions.ts";
import { asRecord, at, atIndex, type Location, placeText, shown } from "./location.ts";
import type { AttributeType } from "./provider-schema.ts";

/** Holds a value to the type of its attribute, with the conversions that Terraform makes itself. */
export function valueProblems(value: unknown, type: AttributeType, location: Location): readonly Problem[] {
  if (value === null || value === undefined || type === "dynamic") return [];
  if (typeof value === "string" && isWholeExpression(value)) return [];
  if (typeof type === "string") return isPrimitive(value, type) ? [] : [wrongType(value, type, location)];
  if (type[0] === "object") return objectProblems(value, type[1], location);
  const element = type[1];
  if (type[0] === "map") {
    const entries = asRecord(value);
    if (entries === undefined) return [wrongType(value, type, location)];
    return Object.entries(entries)
      .filter(([key]) => key !== "//")
      .flatMap(([key, item]) => valueProblems(item, element, at(location, key)));
  }
  if (!Array.isArray(value)) return [wrongType(value, type, location)];
  return value.flatMap((item, index) => valueProblems(item, element, atIndex(location, index)));
}

function isPrimitive(value: unknown, type: "string" | "number" | "bool"): boolean {
  // A text with expressions inside may turn out to be a number: only Terraform knows.
  if (typeof value === "string" && hasExpression(value)) return true;
  switch (type) {
    case "string":
      return ["string", "number", "boolean"].includes(typeof value);
    case "number":
      return typeof value === "number" || (typeof value === "string" && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value));
    case "bool":
      return typeof value === "boolean" || value === "true" || value === "false";
  }
}

/** Terraform wants every key of an object in JSON; `null` stands for a key without a value. */
function objectProblems(
  value: unknown,
  keys: Readonly<Record<string, AttributeType>>,
  location: Location,
): readonly Problem[] {
  const entries = asRecord(value);
  if (entries === undefined) return [wrongType(value, ["object", keys], location)];
  const absent = Object.keys(keys).filter((key) => !(key in entries));
  return [
    ...Object.entries(entries).flatMap(([key, item]) => {
      const type = keys[key];
      return type === undefined ? [] : valueProblems(item, type, at(location, key));
    }),
    ...absent.map((key) => ({
      place: placeText(at(location, key)),
      found: "nothing",
      expected: `a value of type ${typeText(keys[key] ?? "dynamic")}, or null`,
      remedy: "Terraform wants every key of this object: add it.",
    })),
  ];
}

function wrongType(value: unknown, type: AttributeType, location: Location): Problem {
  return {
    place: placeText(location),
    found: shown(value),
    expected: typeText(type),
    remedy: `Give it a value of type ${typeText(type)}.`,
  };
}

/** `["set", "string"]` as `set of string`. */
export function typeText(type: AttributeType): string {
  if (typeof type === "string") return type;
  return type[0] === "object" ? `object with ${Object.keys(type[1]).join(", ")}` : `${type[0]} of ${typeText(type[1])}`;
}
