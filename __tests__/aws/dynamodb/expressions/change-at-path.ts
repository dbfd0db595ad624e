import { validationError } from "../../service-error.ts";
import type { AttributeValue, Item } from "../attribute-value.ts";
import type { Path } from "./path.ts";

type Child = AttributeValue | undefined;

/** An item with another value at a path; only what lies on the way is copied. A place behind a list's end appends. */
export function withValueAt(item: Item, path: Path, value: AttributeValue): Item {
  return changed(item, path, () => value);
}

/** An item without what stands at a path; a path that leads nowhere changes nothing unless its parent is missing. */
export function withoutPath(item: Item, path: Path): Item {
  return changed(item, path, () => undefined);
}

function changed(item: Item, [name, ...rest]: Path, change: () => Child): Item {
  return withChild(item, String(name), rest.length === 0 ? change() : inside(item[String(name)], rest, change));
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
