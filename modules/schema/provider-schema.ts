import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Type of an attribute, spelled as Terraform does. */
export type AttributeType =
  | "string"
  | "number"
  | "bool"
  | "dynamic"
  | readonly ["list" | "set" | "map", AttributeType]
  | readonly ["object", Readonly<Record<string, AttributeType>>];

export type Attributes = Readonly<Record<string, AttributeType>>;

/** What a resource, a data source, a provider or a nested block takes. */
export interface BlockSchema {
  readonly required: Attributes;
  /** May be set; some of them get a value from the provider otherwise. */
  readonly optional: Attributes;
  /** Given by the provider; can be referred to, never set. */
  readonly computed: Attributes;
  readonly blocks: Readonly<Record<string, NestedBlock>>;
}

export interface NestedBlock {
  readonly nesting: "single" | "list" | "set";
  readonly minimum: number;
  /** `null`: as many as wanted. */
  readonly maximum: number | null;
  readonly block: BlockSchema;
}

/** The part of a Terraform provider's schema that the stacks need. */
export interface ProviderSchema {
  /** Version of the provider that the schema was read from. */
  readonly providerVersion: string;
  readonly provider: BlockSchema;
  readonly resource: Readonly<Record<string, BlockSchema>>;
  readonly data: Readonly<Record<string, BlockSchema>>;
}

/** The committed subset, relative to the project's root. */
export const schemaFile = "modules/schema/aws-schema-subset.json";

/** Command that writes the subset. */
export const schemaCommand = "node commands/run.mjs commands/schema-subset.ts";

let loaded: ProviderSchema | undefined;

/** The committed schema of the AWS provider. Read once; commands and tests run in the project's root. */
export function awsSchema(): ProviderSchema {
  loaded ??= expand(JSON.parse(readFileSync(join(process.cwd(), schemaFile), "utf8")));
  return loaded;
}

/** A block as the file holds it: what is empty is left out. */
export type CompactBlock = {
  readonly [P in "required" | "optional" | "computed"]?: Attributes;
} & { readonly blocks?: Readonly<Record<string, CompactNestedBlock>> };

/** Nesting, minimum, maximum, content. */
export type CompactNestedBlock = readonly [NestedBlock["nesting"], number, number | null, CompactBlock];

export interface CompactSchema {
  readonly providerVersion: string;
  readonly provider: CompactBlock;
  readonly resource: Readonly<Record<string, CompactBlock>>;
  readonly data: Readonly<Record<string, CompactBlock>>;
}

/** The subset as the checker reads it. */
export function expand({ providerVersion, provider, resource, data }: CompactSchema): ProviderSchema {
  return {
    providerVersion,
    provider: expandBlock(provider),
    resource: mapValues(resource, expandBlock),
    data: mapValues(data, expandBlock),
  };
}

function expandBlock({ required = {}, optional = {}, computed = {}, blocks = {} }: CompactBlock): BlockSchema {
  return {
    required,
    optional,
    computed,
    blocks: mapValues(blocks, ([nesting, minimum, maximum, block]) => ({
      nesting,
      minimum,
      maximum,
      block: expandBlock(block),
    })),
  };
}

export function mapValues<V, W>(
  record: Readonly<Record<string, V>>,
  change: (value: V) => W,
): Readonly<Record<string, W>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
