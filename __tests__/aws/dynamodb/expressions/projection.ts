import type { AttributeValue, Item } from "../attribute-value.ts";
import { conflict, overlap, type Path, pathText } from "./path.ts";
import type { Placeholders } from "./placeholders.ts";
import { readerOf } from "./reader.ts";

/**
 * Reads a projection.
 *
 * @throws ServiceError where DynamoDB would refuse it.
 */
export function parseProjection(expression: string, placeholders: Placeholders): readonly Path[] {
  const reader = readerOf("ProjectionExpression", expression, placeholders);
  const paths: Path[] = [];
  do {
    const path = reader.path();
    const other = paths.find((each) => overlap(each, path) || conflict(each, path));
    if (other !== undefined)
      throw reader.fail(
        `Two document paths overlap with each other; must remove or rewrite one of these paths; path one: ${pathText(other)}, path two: ${pathText(path)}`,
      );
    paths.push(path);
  } while (reader.take(","));
  reader.expect("<EOF>");
  return paths;
}

/** The parts of an item that stand at some paths, inside the maps and lists around them; elements of lists close ranks. */
export function projected(item: Item, paths: readonly Path[]): Item {
  const parts: Record<string, AttributeValue> = {};
  for (const [step, below] of byFirstStep(paths)) {
    const child = item[String(step)];
    const part = child === undefined ? undefined : partOf(child, below);
    if (part !== undefined) parts[String(step)] = part;
  }
  return parts;
}

function partOf(value: AttributeValue, paths: readonly Path[]): AttributeValue | undefined {
  if (paths.some((path) => path.length === 0)) return value;
  if ("M" in value) {
    const parts = projected(value.M, paths);
    return Object.keys(parts).length === 0 ? undefined : { M: parts };
  }
  if (!("L" in value)) return undefined;
  const steps = byFirstStep(paths);
  const elements = value.L.flatMap((element, index) => {
    const below = steps.get(index);
    return below === undefined ? [] : (partOf(element, below) ?? []);
  });
  return elements.length === 0 ? undefined : { L: elements };
}

/** Paths without their first step, by that step. */
function byFirstStep(paths: readonly Path[]): ReadonlyMap<string | number, readonly Path[]> {
  const groups = new Map<string | number, Path[]>();
  for (const [step = "", ...rest] of paths) {
    const group = groups.get(step);
    if (group === undefined) groups.set(step, [rest]);
    else group.push(rest);
  }
  return groups;
}
