import type { AttributeValue, Item } from "../attribute-value.ts";

/** Where something is in an item: the attribute's name, then names in maps and places in lists. */
export type Path = readonly (string | number)[];

/** What stands at a path; undefined where nothing does. */
export function valueAt(item: Item | undefined, path: Path): AttributeValue | undefined {
  let value: AttributeValue | undefined = item?.[path[0] as string];
  for (let level = 1; level < path.length && value !== undefined; level++) value = childOf(value, path[level] ?? "");
  return value;
}

function childOf(value: AttributeValue, step: string | number): AttributeValue | undefined {
  if (typeof step === "number") return "L" in value ? value.L[step] : undefined;
  return "M" in value ? value.M[step] : undefined;
}

/** Whether one path is the other, or lies inside of it. */
export function overlap(one: Path, other: Path): boolean {
  const common = Math.min(one.length, other.length);
  for (let level = 0; level < common; level++) if (one[level] !== other[level]) return false;
  return true;
}

/** Whether a path takes an attribute for a map that another takes for a list: `a.b` and `a[0]`. */
export function conflict(one: Path, other: Path): boolean {
  const common = Math.min(one.length, other.length);
  for (let level = 0; level < common; level++) {
    if (typeof one[level] !== typeof other[level]) return true;
    if (one[level] !== other[level]) return false;
  }
  return false;
}

/** A path as messages show it. */
export function pathText(path: Path): string {
  return `[${path.map((step) => (typeof step === "number" ? `[${step}]` : step)).join(", ")}]`;
}
