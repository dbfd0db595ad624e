import { validationError } from "../../service-error.ts";
import { type AttributeValue, type Item, membersOf, typeOf } from "../attribute-value.ts";
import { negated, sumOf } from "../decimal.ts";
import { changeAtPath } from "./change-at-path.ts";
import type { Action, Operand } from "./parse-update.ts";
import { valueAt } from "./path.ts";

const wrongType = "An operand in the update expression has an incorrect data type";

/**
 * An item after all actions of an update, each of which sees the item as it was before.
 *
 * @throws ServiceError where an operand is missing or of a wrong type, or where a path leads nowhere.
 */
export function updatedItem(before: Item, actions: readonly Action[]): Item {
  const writes = actions.flatMap((action) =>
    action.kind === "REMOVE" ? [] : [{ path: action.path, value: written(before, action) }],
  );
  // Places in a list move when an earlier one is removed: the last goes first.
  const removals = actions
    .filter(({ kind }) => kind === "REMOVE")
    .map(({ path }) => ({ path, value: undefined }))
    .sort((a, b) => Number(b.path.at(-1)) - Number(a.path.at(-1)) || 0);
  const after = { ...before };
  for (const { path, value } of [...writes, ...removals]) changeAtPath(after, path, value);
  return after;
}

/** What an action puts at its path; undefined where nothing is left there. */
function written(item: Item, action: Exclude<Action, { readonly kind: "REMOVE" }>): AttributeValue | undefined {
  if (action.kind === "SET") return operandOf(item, action.operand);
  const before = valueAt(item, action.path);
  return action.kind === "ADD" ? added(before, action.value) : reducedSet(before, action.value);
}

function operandOf(item: Item, operand: Operand): AttributeValue {
  switch (operand.kind) {
    case "value":
      return operand.value;
    case "path": {
      const found = valueAt(item, operand.path);
      if (found === undefined)
        throw validationError("The provided expression refers to an attribute that does not exist in the item");
      return found;
    }
    case "if_not_exists":
      return valueAt(item, operand.path) ?? operandOf(item, operand.otherwise);
    case "list_append": {
      const [left, right] = [operandOf(item, operand.left), operandOf(item, operand.right)];
      if (!("L" in left && "L" in right)) throw validationError(wrongType);
      return { L: [...left.L, ...right.L] };
    }
    default: {
      const [left, right] = [operandOf(item, operand.left), operandOf(item, operand.right)];
      if (!("N" in left && "N" in right)) throw validationError(wrongType);
      return { N: sumOf(left.N, operand.kind === "+" ? right.N : negated(right.N)) };
    }
  }
}

function added(before: AttributeValue | undefined, value: AttributeValue): AttributeValue {
  if (before === undefined) return value;
  if ("N" in before && "N" in value) return { N: sumOf(before.N, value.N) };
  const [old, more] = [membersOf(before), membersOf(value)];
  if (old === undefined || more === undefined || typeOf(before) !== typeOf(value)) throw validationError(wrongType);
  return setLike(value, [...new Set([...old, ...more])]);
}

function reducedSet(before: AttributeValue | undefined, value: AttributeValue): AttributeValue | undefined {
  if (before === undefined) return undefined;
  if (typeOf(before) !== typeOf(value)) throw validationError(wrongType);
  const taken = new Set(membersOf(value));
  const left = (membersOf(before) ?? []).filter((each) => !taken.has(each));
  return left.length === 0 ? undefined : setLike(value, left);
}

function setLike(value: AttributeValue, members: readonly string[]): AttributeValue {
  if ("SS" in value) return { SS: members };
  return "NS" in value ? { NS: members } : { BS: members };
}
