import type { Problem } from "../problem.ts";
import { valueProblems } from "./check-value.ts";
import { asRecord, at, atIndex, knownNames, type Location, placeText, shown } from "./location.ts";
import type { BlockSchema, NestedBlock } from "./provider-schema.ts";

/**
 * Holds the body of a resource, data source, provider or nested block to its schema.
 *
 * @param apart keys that are not the schema's business
 */
export function bodyProblems(
  body: unknown,
  schema: BlockSchema,
  location: Location,
  apart: readonly string[] = [],
): readonly Problem[] {
  const entries = asRecord(body);
  if (entries === undefined) return [wrongBody(body, location)];
  const set = Object.entries(entries).filter(
    ([key, value]) => key !== "//" && !apart.includes(key) && value !== null && value !== undefined,
  );
  const dynamic = asRecord(entries.dynamic) ?? {};
  return [
    ...set.flatMap(([key, value]) => entryProblems(key, value, schema, location)),
    ...missingAttributes(set, schema, location),
    ...missingBlocks([...set.map(([key]) => key), ...Object.keys(dynamic)], schema, location),
  ];
}

function entryProblems(key: string, value: unknown, schema: BlockSchema, location: Location): readonly Problem[] {
  const here = at(location, key);
  const type = schema.required[key] ?? schema.optional[key];
  if (type !== undefined) return valueProblems(value, type, here);
  const nested = schema.blocks[key];
  if (nested !== undefined) return blockProblems(value, nested, here);
  if (key === "dynamic") return dynamicProblems(value, schema, here);
  if (key in schema.computed)
    return [
      {
        place: placeText(here),
        found: shown(value),
        expected: "no value: the provider sets this attribute itself",
        remedy: "Remove it; refer to it where it is needed.",
      },
    ];
  return [unknownName(key, schema, location)];
}

function unknownName(key: string, schema: BlockSchema, location: Location): Problem {
  const known = [...Object.keys(schema.required), ...Object.keys(schema.optional), ...Object.keys(schema.blocks)];
  return {
    place: placeText(location),
    found: `unknown attribute or block "${key}"`,
    expected: knownNames(key, known),
    remedy: "Correct or remove it.",
  };
}

function blockProblems(value: unknown, { nesting, minimum, maximum, block }: NestedBlock, here: Location) {
  const bodies = Array.isArray(value) ? value : [value];
  const range =
    maximum === null ? `at least ${minimum}` : minimum === maximum ? `${minimum}` : `${minimum} to ${maximum}`;
  const tooMany = maximum !== null && bodies.length > maximum;
  const tooFew = bodies.length < minimum;
  const count: readonly Problem[] =
    tooMany || tooFew
      ? [
          {
            place: placeText(here),
            found: `${bodies.length} blocks`,
            expected: range,
            remedy: tooMany ? "Remove some." : "Add some.",
          },
        ]
      : [];
  return [
    ...count,
    ...bodies.flatMap((body, index) =>
      bodyProblems(body, block, nesting === "single" || bodies.length === 1 ? here : atIndex(here, index)),
    ),
  ];
}

/** Blocks that Terraform repeats itself: by name, one or several generators with their content. */
function dynamicProblems(value: unknown, schema: BlockSchema, here: Location): readonly Problem[] {
  return Object.entries(asRecord(value) ?? {}).flatMap(([name, generators]) => {
    const nested = schema.blocks[name];
    if (nested === undefined) return [unknownName(name, { ...schema, required: {}, optional: {} }, here)];
    return [generators]
      .flat()
      .flatMap((generator) => bodyProblems(asRecord(generator)?.content, nested.block, at(at(here, name), "content")));
  });
}

function missingAttributes(
  set: readonly (readonly [string, unknown])[],
  schema: BlockSchema,
  location: Location,
): readonly Problem[] {
  const given = new Set(set.map(([key]) => key));
  return Object.keys(schema.required)
    .filter((key) => !given.has(key))
    .map((key) => ({
      place: placeText(at(location, key)),
      found: "nothing",
      expected: "a value: the provider requires this attribute",
      remedy: "Add it.",
    }));
}

function missingBlocks(given: readonly string[], schema: BlockSchema, location: Location): readonly Problem[] {
  return Object.entries(schema.blocks)
    .filter(([name, { minimum }]) => minimum > 0 && !given.includes(name))
    .map(([name, { minimum }]) => ({
      place: placeText(at(location, name)),
      found: "no block",
      expected: `at least ${minimum}`,
      remedy: "Add it.",
    }));
}

function wrongBody(body: unknown, location: Location): Problem {
  return {
    place: placeText(location),
    found: shown(body),
    expected: "a block: an object, or a list of objects",
    remedy: "Write it as a block.",
  };
}
