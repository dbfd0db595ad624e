import { validationError } from "../../service-error.ts";
import type { AttributeValue, Item } from "../attribute-value.ts";
import type { Path } from "./path.ts";

type Child = AttributeValue | undefined;

/**
 * Puts a value at a path, or takes away what stands there where it is undefined. Changes the item itself, and copies
 * what lies further down on the way. A place behind a list's end appends.
 *
 * @throws ServiceError where the path leads nowhere.
 */
export function changeAtPath(item: Record<string, AttributeValue>, [name, ...rest]: Path, value: Child): void {
  const child = rest.length === 0 ? value : inside(item[String(name)], rest, () => value);
  if (child === undefined) delete item[String(name)];
  else item[String(name)] = child;
}

function inside(value: Child, [step, ...rest]: Path, change: () => Child): AttributeValue {
  const descend = (child: Child) => (rest.length === 0 ? change() : inside(child, rest, change));
  if (typeof step === "string" && value !== undefined && "M" in value)
    return { M: withChild(value.M, step, descend(value.M[step])) };
  if (typeof step === "number" && value !== undefined && "L" in value)
    return { L: withElement(value.L, step, descend(value.L[step])) };
  throw validationError("The document path provided in the update expression is invalid for update");
}

function withChild(item: Item, name: string, child: Child): Item {
  if (child !== undefined) return { ...item, [name]: child };
  if (!(name in item)) return item;
  const { [name]: _, ...others } = item;
  return others;
}

function withElement(list: readonly AttributeValue[], index: number, element: Child): readonly AttributeValue[] {
  if (element === undefined) return list.filter((_, each) => each !== index);
  return index < list.length ? list.with(index, element) : [...list, element];
}
