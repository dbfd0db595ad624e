/** Type of a DynamoDB key attribute: string, number or binary. */
export type KeyType = "S" | "N" | "B";

export interface Key {
  readonly name: string;
  readonly type: KeyType;
}

export interface IndexDefinition {
  readonly partitionKey: Key;
  readonly sortKey?: Key;
}

/** A DynamoDB table as handlers and stacks both see it. `name` is the part after `{environment}-{system}-`. */
export interface TableDefinition {
  readonly kind: "table";
  readonly name: string;
  readonly partitionKey: Key;
  readonly sortKey: Key;
  readonly indexes: Readonly<Record<string, IndexDefinition>>;
  /** Attribute that holds the expiry in epoch seconds; absent where rows never expire. */
  readonly timeToLive?: string;
}

/** An SNS topic, encrypted with the environment's key. */
export interface TopicDefinition {
  readonly kind: "topic";
  readonly name: string;
}

/** An SQS queue that takes what nobody could process. */
export interface QueueDefinition {
  readonly kind: "queue";
  readonly name: string;
}

/** A Secrets Manager secret; its JSON value is set outside of this project. `fields` are the keys of that JSON. */
export interface SecretDefinition {
  readonly kind: "secret";
  readonly name: string;
  readonly fields: readonly string[];
}

export function tableDefinition<const T extends Omit<TableDefinition, "kind">>(
  definition: T,
): T & { readonly kind: "table" } {
  return { kind: "table", ...definition };
}

export function topicDefinition<const N extends string>(name: N): { readonly kind: "topic"; readonly name: N } {
  return { kind: "topic", name };
}

export function queueDefinition<const N extends string>(name: N): { readonly kind: "queue"; readonly name: N } {
  return { kind: "queue", name };
}

export function secretDefinition<const N extends string, const F extends readonly string[]>(
  name: N,
  fields: F,
): { readonly kind: "secret"; readonly name: N; readonly fields: F } {
  return { kind: "secret", name, fields };
}
