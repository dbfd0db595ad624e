import { type AttributeValue, contentOf, type Item, membersOf, typeOf } from "../attribute-value.ts";
import { areEqual, compareScalars } from "../compare.ts";
import { type Path, valueAt } from "./path.ts";

export const comparators = ["=", "<>", "<", "<=", ">", ">="] as const;
export type Comparator = (typeof comparators)[number];

/** What a condition compares: what stands at a path, a given value, or the size of what stands at a path. */
export type Operand =
  | { readonly kind: "path"; readonly path: Path }
  | { readonly kind: "value"; readonly value: AttributeValue }
  | { readonly kind: "size"; readonly of: Operand };

/** A condition on one item, its placeholders resolved. */
export type Condition =
  | { readonly kind: "and" | "or"; readonly left: Condition; readonly right: Condition }
  | { readonly kind: "not"; readonly of: Condition }
  | { readonly kind: "compare"; readonly comparator: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: "between"; readonly of: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly kind: "in"; readonly of: Operand; readonly among: readonly Operand[] }
  | { readonly kind: "exists"; readonly path: Path; readonly expected: boolean }
  | { readonly kind: "type"; readonly path: Path; readonly type: string }
  | { readonly kind: "begins_with" | "contains"; readonly of: Operand; readonly part: Operand };

/** Whether a condition holds for an item; undefined stands for an item that does not exist. */
export function holds(condition: Condition, item: Item | undefined): boolean {
  switch (condition.kind) {
    case "and":
      return holds(condition.left, item) && holds(condition.right, item);
    case "or":
      return holds(condition.left, item) || holds(condition.right, item);
    case "not":
      return !holds(condition.of, item);
    case "exists":
      return (valueAt(item, condition.path) !== undefined) === condition.expected;
    case "type": {
      const value = valueAt(item, condition.path);
      return value !== undefined && typeOf(value) === condition.type;
    }
    case "compare":
      return compares(condition.comparator, operandOf(condition.left, item), operandOf(condition.right, item));
    case "in": {
      const value = operandOf(condition.of, item);
      return condition.among.some((each) => compares("=", value, operandOf(each, item)));
    }
    case "between": {
      const value = operandOf(condition.of, item);
      const isAbove = compares(">=", value, operandOf(condition.low, item));
      return isAbove && compares("<=", value, operandOf(condition.high, item));
    }
    case "begins_with":
      return beginsWith(operandOf(condition.of, item), operandOf(condition.part, item));
    case "contains":
      return contains(operandOf(condition.of, item), operandOf(condition.part, item));
  }
}

/** Every path that a condition looks at. */
export function pathsOf(condition: Condition): readonly Path[] {
  switch (condition.kind) {
    case "and":
    case "or":
      return [...pathsOf(condition.left), ...pathsOf(condition.right)];
    case "not":
      return pathsOf(condition.of);
    case "exists":
    case "type":
      return [condition.path];
    case "compare":
      return [condition.left, condition.right].flatMap(operandPaths);
    case "between":
      return [condition.of, condition.low, condition.high].flatMap(operandPaths);
    case "in":
      return [condition.of, ...condition.among].flatMap(operandPaths);
    case "begins_with":
    case "contains":
      return [condition.of, condition.part].flatMap(operandPaths);
  }
}

function operandPaths(operand: Operand): readonly Path[] {
  if (operand.kind === "path") return [operand.path];
  return operand.kind === "size" ? operandPaths(operand.of) : [];
}

function operandOf(operand: Operand, item: Item | undefined): AttributeValue | undefined {
  if (operand.kind === "path") return valueAt(item, operand.path);
  return operand.kind === "value" ? operand.value : sizeOf(operandOf(operand.of, item));
}

/** Characters of a text, bytes of a binary value, members of all that has members; nothing else has a size. */
function sizeOf(value: AttributeValue | undefined): AttributeValue | undefined {
  if (value === undefined || "N" in value || "BOOL" in value || "NULL" in value) return undefined;
  if ("S" in value) return { N: String(value.S.length) };
  if ("B" in value) return { N: String(Buffer.byteLength(value.B, "base64")) };
  return { N: String(Object.keys(contentOf(value) as object).length) };
}

/** What is missing differs from everything, and stands in no other relation. */
function compares(comparator: Comparator, left: AttributeValue | undefined, right: AttributeValue | undefined) {
  const isKnown = left !== undefined && right !== undefined;
  if (comparator === "=") return isKnown && areEqual(left, right);
  if (comparator === "<>") return !(isKnown && areEqual(left, right));
  const order = isKnown ? compareScalars(left, right) : undefined;
  if (order === undefined) return false;
  if (comparator === "<") return order < 0;
  if (comparator === "<=") return order <= 0;
  return comparator === ">" ? order > 0 : order >= 0;
}

export function beginsWith(value: AttributeValue | undefined, part: AttributeValue | undefined): boolean {
  if (value === undefined || part === undefined) return false;
  if ("S" in value && "S" in part) return value.S.startsWith(part.S);
  if (!("B" in value && "B" in part)) return false;
  const [bytes, start] = [Buffer.from(value.B, "base64"), Buffer.from(part.B, "base64")];
  return bytes.subarray(0, start.length).equals(start);
}

function contains(value: AttributeValue | undefined, part: AttributeValue | undefined): boolean {
  if (value === undefined || part === undefined) return false;
  if ("S" in value && "S" in part) return value.S.includes(part.S);
  if ("B" in value && "B" in part) return Buffer.from(value.B, "base64").includes(Buffer.from(part.B, "base64"));
  if ("L" in value) return value.L.some((each) => areEqual(each, part));
  return typeOf(value) === `${typeOf(part)}S` && membersOf(value)?.includes(String(contentOf(part))) === true;
}
