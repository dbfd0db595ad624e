import { ServiceError, validationError } from "../service-error.ts";
import { checkedItem, type Item } from "./attribute-value.ts";
import { areEqual } from "./compare.ts";
import { type Condition, holds } from "./expressions/condition.ts";
import { parseCondition } from "./expressions/parse-condition.ts";
import { type Action, parseUpdate } from "./expressions/parse-update.ts";
import type { Path } from "./expressions/path.ts";
import { type PlaceholderInput, placeholdersOf } from "./expressions/placeholders.ts";
import { updatedItem } from "./expressions/update.ts";
import { itemBytes, largestItemBytes } from "./item-size.ts";
import { requireItemKeys, requireKey } from "./keys.ts";
import type { MemoryTable } from "./memory-table.ts";
import { choiceOf, type Input, requireKnown } from "./parameters.ts";
import { type Tables, tableOf } from "./tables.ts";

export const writeKinds = ["Put", "Update", "Delete", "ConditionCheck"] as const;
export type WriteKind = (typeof writeKinds)[number];

/** A write whose expressions are read. What depends on table and item is said when it is asked for. */
export interface Write {
  readonly table: MemoryTable;
  /** @throws ServiceError where the key is not the table's. */
  address(): string;
  /**
   * The item after the write; undefined where there is none.
   *
   * @throws ServiceError where the condition does not hold or the result cannot be stored.
   */
  after(before: Item | undefined): Item | undefined;
  /** Where an update changes something. */
  readonly touched: readonly Path[];
}

interface WriteInput extends PlaceholderInput {
  readonly TableName?: string;
  readonly ConditionExpression?: string;
  readonly UpdateExpression?: string;
}

const conditionMembers = [
  ...["TableName", "ConditionExpression", "ExpressionAttributeNames", "ExpressionAttributeValues"],
  "ReturnValuesOnConditionCheckFailure",
];

/** Members that each kind of write has of its own. */
const ownMembers: Readonly<Record<WriteKind, readonly string[]>> = {
  Put: ["Item"],
  Update: ["Key", "UpdateExpression"],
  Delete: ["Key"],
  ConditionCheck: ["Key"],
};

/**
 * Reads one write.
 *
 * @param more names of members that the caller looks at.
 * @throws ServiceError where its expressions or values are malformed, or the table does not exist.
 */
export function writeOf(
  tables: Tables,
  kind: WriteKind,
  input: Input & WriteInput,
  more: readonly string[] = [],
): Write {
  requireKnown(input, [...conditionMembers, ...ownMembers[kind], ...more]);
  const { condition, actions } = parse(input);
  const onFailure = choiceOf(input, "ReturnValuesOnConditionCheckFailure", ["NONE", "ALL_OLD"]);
  const given = checkedItem(kind === "Put" ? input.Item : input.Key);
  const table = tableOf(tables, input.TableName);
  const result = resultOf(kind, given, actions);
  return {
    table,
    touched: actions.map(({ path }) => path),
    address() {
      if (kind === "Put") requireStorable(given, table);
      else requireKey(given, table.definition);
      requireKeysUnchanged(actions, table);
      return table.address(given);
    },
    after(before) {
      if (condition !== undefined && !holds(condition, before)) throw conditionFailure(onFailure, before);
      const after = result(before);
      if (kind === "Update" && after !== undefined) requireStorable(after, table);
      return after;
    },
  };
}

function parse(input: WriteInput): { readonly condition: Condition | undefined; readonly actions: readonly Action[] } {
  const { ConditionExpression, UpdateExpression } = input;
  const placeholders = placeholdersOf(input, [ConditionExpression, UpdateExpression]);
  const actions = UpdateExpression === undefined ? [] : parseUpdate(UpdateExpression, placeholders);
  const condition =
    ConditionExpression === undefined
      ? undefined
      : parseCondition("ConditionExpression", ConditionExpression, placeholders);
  placeholders.requireAllUsed();
  return { condition, actions };
}

function resultOf(
  kind: WriteKind,
  given: Item,
  actions: readonly Action[],
): (before: Item | undefined) => Item | undefined {
  switch (kind) {
    case "Put":
      return () => given;
    case "Delete":
      return () => undefined;
    case "ConditionCheck":
      return (before) => before;
    case "Update":
      return (before) => {
        const onlyTakes =
          actions.length > 0 && actions.every((each) => each.kind === "REMOVE" || each.kind === "DELETE");
        const after = updatedItem(before ?? given, actions);
        // An item that is not there does not come to be by taking something away from it.
        return before === undefined && onlyTakes ? undefined : after;
      };
  }
}

function requireKeysUnchanged(actions: readonly Action[], { definition }: MemoryTable): void {
  const keys = [definition.partitionKey.name, definition.sortKey.name];
  const changed = actions.find(({ path: [name] }) => keys.includes(String(name)));
  if (changed !== undefined)
    throw validationError(
      `One or more parameter values were invalid: Cannot update attribute ${changed.path[0]}. This attribute is part of the key`,
    );
}

function requireStorable(item: Item, { definition }: MemoryTable): void {
  requireItemKeys(item, definition);
  if (itemBytes(item) > largestItemBytes) throw validationError("Item size has exceeded the maximum allowed size");
}

function conditionFailure(onFailure: "NONE" | "ALL_OLD", before: Item | undefined): ServiceError {
  const details = onFailure === "ALL_OLD" && before !== undefined ? { Item: before } : {};
  return new ServiceError("ConditionalCheckFailedException", "The conditional request failed", details);
}

/** Carries a write out, provided that its condition holds. */
export function applyWrite(write: Write): { readonly before: Item | undefined; readonly after: Item | undefined } {
  const address = write.address();
  const before = write.table.get(address);
  const after = write.after(before);
  storeResult(write.table, address, before, after);
  return { before, after };
}

/** What is the same stays where it is. */
export function storeResult(
  table: MemoryTable,
  address: string,
  before: Item | undefined,
  after: Item | undefined,
): void {
  const isSame =
    before === after || (before !== undefined && after !== undefined && areEqual({ M: before }, { M: after }));
  if (!isSame) table.replace(address, after);
}
