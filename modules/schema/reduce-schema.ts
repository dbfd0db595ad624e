import { ProblemError } from "../problem.ts";
import type { Attributes, AttributeType, CompactBlock, CompactNestedBlock, CompactSchema } from "./provider-schema.ts";

/** The part of `terraform providers schema -json` that is read here (Terraform documentation, schema format 1.0). */
export interface FullSchema {
  readonly provider: { readonly block: FullBlock };
  readonly resource_schemas: Readonly<Record<string, { readonly block: FullBlock }>>;
  readonly data_source_schemas: Readonly<Record<string, { readonly block: FullBlock }>>;
}

interface FullBlock {
  readonly attributes?: Readonly<Record<string, FullAttribute>>;
  readonly block_types?: Readonly<Record<string, FullNestedBlock>>;
}

interface FullAttribute {
  readonly type?: AttributeType;
  readonly required?: boolean;
  readonly optional?: boolean;
}

interface FullNestedBlock {
  readonly nesting_mode: string;
  readonly min_items?: number;
  readonly max_items?: number;
  readonly block: FullBlock;
}

export interface ReduceRequest {
  readonly providerVersion: string;
  readonly resourceKinds: readonly string[];
  readonly dataKinds: readonly string[];
  /**
   * Whether the bindings have an attribute or block of a kind. The provider at hand may be older than the one that is
   * deployed with; what was removed in between is left out, so that the subset holds what both know.
   */
  readonly bindingsKnow: (section: "resource" | "data", kind: string, name: string) => boolean;
}

/**
 * Cuts a provider's schema down to some kinds.
 *
 * @throws ProblemError naming every kind that the provider does not have, and any form of schema that the checker
 *   would not understand.
 */
export function reduceSchema(full: FullSchema, request: ReduceRequest): CompactSchema {
  const { providerVersion, resourceKinds, dataKinds, bindingsKnow } = request;
  const section = (name: "resource" | "data", schemas: FullSchema["resource_schemas"], kinds: readonly string[]) =>
    Object.fromEntries(
      kinds.map((kind) => {
        const block = schemas[kind]?.block;
        if (block === undefined) throw unknownKind(name, kind, providerVersion);
        return [kind, reduceBlock(block, (attribute) => bindingsKnow(name, kind, attribute), kind)];
      }),
    );
  return {
    providerVersion,
    provider: reduceBlock(full.provider.block, () => true, "provider"),
    resource: section("resource", full.resource_schemas, resourceKinds),
    data: section("data", full.data_source_schemas, dataKinds),
  };
}

function unknownKind(section: string, kind: string, version: string): ProblemError {
  return new ProblemError([
    {
      place: `modules/schema/kinds.ts, ${section} ${kind}`,
      found: "no such kind",
      expected: `a kind of AWS provider ${version}`,
      remedy: "Correct the name, or read the schema from a newer provider.",
    },
  ]);
}

function reduceBlock(block: FullBlock, known: (name: string) => boolean, place: string): CompactBlock {
  const attributes = Object.entries(block.attributes ?? {}).filter(([name]) => known(name));
  const group = (belongs: (attribute: FullAttribute) => boolean): Attributes =>
    Object.fromEntries(
      attributes
        .filter(([, attribute]) => belongs(attribute))
        .map(([name, { type }]) => [name, type ?? unsupported(`${place}.${name}`, "an attribute without a type")]),
    );
  const blocks = Object.entries(block.block_types ?? {})
    .filter(([name]) => known(name))
    .map(([name, nested]) => [name, reduceNestedBlock(nested, known, `${place}.${name}`)] as const);
  return withoutEmpty({
    required: group(({ required }) => required === true),
    optional: group(({ optional }) => optional === true),
    computed: group(({ required, optional }) => required !== true && optional !== true),
    blocks: Object.fromEntries(blocks),
  });
}

function reduceNestedBlock(
  { nesting_mode: nesting, min_items: minimum = 0, max_items, block }: FullNestedBlock,
  known: (name: string) => boolean,
  place: string,
): CompactNestedBlock {
  if (nesting !== "single" && nesting !== "list" && nesting !== "set")
    return unsupported(place, `block nesting "${nesting}"`);
  const maximum = nesting === "single" ? 1 : max_items === undefined || max_items === 0 ? null : max_items;
  return [nesting, minimum, maximum, reduceBlock(block, known, place)];
}

function unsupported(place: string, found: string): never {
  throw new ProblemError([
    {
      place: `schema of ${place}`,
      found,
      expected: "typed attributes, and blocks of nesting single, list or set",
      remedy: "Teach modules/schema this form first.",
    },
  ]);
}

function withoutEmpty(block: Required<CompactBlock>): CompactBlock {
  return Object.fromEntries(Object.entries(block).filter(([, members]) => Object.keys(members).length > 0));
}

/** The subset as it is committed: one line per kind, so that a difference shows which kinds changed. */
export function schemaText({ providerVersion, provider, resource, data }: CompactSchema): string {
  const section = (kinds: Readonly<Record<string, CompactBlock>>) =>
    Object.entries(kinds)
      .map(([kind, block]) => `${JSON.stringify(kind)}:${JSON.stringify(block)}`)
      .join(",\n");
  return [
    `{"providerVersion":${JSON.stringify(providerVersion)},`,
    `"provider":${JSON.stringify(provider)},`,
    `"resource":{\n${section(resource)}},`,
    `"data":{\n${section(data)}}}\n`,
  ].join("\n");
}
