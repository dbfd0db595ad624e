import type { Key } from "../../../../lambdas/shared/contract/index.ts";
import { type ServiceError, validationError } from "../../service-error.ts";
import { type AttributeValue, typeOf } from "../attribute-value.ts";
import type { Comparator, Condition, Operand } from "./condition.ts";
import { parseCondition } from "./parse-condition.ts";
import type { Placeholders } from "./placeholders.ts";

/** What a query asks of the sort key. */
export type SortCondition =
  | { readonly kind: Exclude<Comparator, "<>"> | "begins_with"; readonly value: AttributeValue }
  | { readonly kind: "between"; readonly low: AttributeValue; readonly high: AttributeValue };

export interface KeyCondition {
  readonly partition: AttributeValue;
  /** Undefined: the whole partition. */
  readonly sort: SortCondition | undefined;
}

/** A key attribute with what is asked of it. */
interface Part {
  readonly name: string;
  readonly condition: SortCondition;
}

/**
 * Reads the condition on the keys of a table or an index.
 *
 * @throws ServiceError where DynamoDB would refuse it.
 */
export function parseKeyCondition(
  expression: string,
  placeholders: Placeholders,
  partitionKey: Key,
  sortKey: Key | undefined,
): KeyCondition {
  const parts = terms(parseCondition("KeyConditionExpression", expression, placeholders)).map(partOf);
  const [first, second, third] = parts;
  if (third !== undefined || first?.name === second?.name)
    throw validationError("KeyConditionExpressions must only contain one condition per key");
  const partition = parts.find(({ name }) => name === partitionKey.name);
  if (partition === undefined) throw validationError(`Query condition missed key schema element: ${partitionKey.name}`);
  const sort = parts.find((part) => part !== partition);
  if (sort !== undefined && sort.name !== sortKey?.name)
    throw sortKey === undefined
      ? unsupported()
      : validationError(`Query condition missed key schema element: ${sortKey.name}`);
  if (partition.condition.kind !== "=") throw unsupported();
  requireKeyType(partition, partitionKey);
  if (sort !== undefined && sortKey !== undefined) requireKeyType(sort, sortKey);
  return { partition: partition.condition.value, sort: sort?.condition };
}

function terms(condition: Condition): readonly Condition[] {
  if (condition.kind === "and") return [...terms(condition.left), ...terms(condition.right)];
  if (condition.kind === "or" || condition.kind === "not" || condition.kind === "in")
    throw validationError(`Invalid operator used in KeyConditionExpression: ${condition.kind.toUpperCase()}`);
  return [condition];
}

function partOf(condition: Condition): Part {
  switch (condition.kind) {
    case "compare":
      if (condition.comparator === "<>")
        throw validationError("Unsupported operator on KeyConditionExpression: operator: <>");
      return {
        name: keyName(condition.left),
        condition: { kind: condition.comparator, value: given(condition.right) },
      };
    case "between":
      return {
        name: keyName(condition.of),
        condition: { kind: "between", low: given(condition.low), high: given(condition.high) },
      };
    case "begins_with":
      return { name: keyName(condition.of), condition: { kind: "begins_with", value: given(condition.part) } };
    default:
      throw unsupported();
  }
}

function keyName(operand: Operand): string {
  if (operand.kind === "path" && operand.path.length === 1) return String(operand.path[0]);
  if (operand.kind === "path")
    throw validationError("Invalid KeyConditionExpression: Nested attributes are not allowed");
  throw unsupported();
}

function given(operand: Operand): AttributeValue {
  if (operand.kind === "value") return operand.value;
  throw unsupported();
}

function requireKeyType({ condition }: Part, key: Key): void {
  const values = condition.kind === "between" ? [condition.low, condition.high] : [condition.value];
  for (const value of values) {
    if (typeOf(value) !== key.type)
      throw validationError(
        "One or more parameter values were invalid: Condition parameter type does not match schema type",
      );
    if ("S" in value && value.S === "" && condition.kind !== "begins_with")
      throw validationError(
        `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: ${key.name}`,
      );
  }
}

function unsupported(): ServiceError {
  return validationError("Query key condition not supported");
}
