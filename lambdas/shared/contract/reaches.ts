import type { SecretDefinition, TableDefinition, TopicDefinition } from "./resources.ts";

/** IAM actions that a function can be granted on a table itself. */
export type TableAction =
  | "dynamodb:BatchGetItem"
  | "dynamodb:BatchWriteItem"
  | "dynamodb:ConditionCheckItem"
  | "dynamodb:DeleteItem"
  | "dynamodb:DescribeTable"
  | "dynamodb:GetItem"
  | "dynamodb:PutItem"
  | "dynamodb:Query"
  | "dynamodb:UpdateItem";

/** A table with the exact actions that the function sends to it, and the indexes that it queries. */
export interface TableReach {
  readonly kind: "table";
  readonly table: TableDefinition;
  readonly actions: readonly TableAction[];
  /** Names of the indexes that the function queries (`dynamodb:Query` on the index alone). */
  readonly queriedIndexes: readonly string[];
}

/** A topic that the function publishes to (`sns:Publish`). */
export interface TopicReach {
  readonly kind: "topic";
  readonly topic: TopicDefinition;
  readonly actions: readonly ["sns:Publish"];
}

/** A secret that the function reads (`secretsmanager:GetSecretValue`). */
export interface SecretReach {
  readonly kind: "secret";
  readonly secret: SecretDefinition;
  readonly actions: readonly ["secretsmanager:GetSecretValue"];
}

/** The public URL of another function; only its text is needed, so nothing is granted. */
export interface FunctionUrlReach {
  readonly kind: "function-url";
  readonly functionName: string;
  readonly actions: readonly [];
}

/** Something outside of the function that it uses. The variable that names it is the key in the contract. */
export type Reach = TableReach | TopicReach | SecretReach | FunctionUrlReach;

/**
 * Table access. Variable value: the table's name.
 *
 * @example ITEMS_TABLE: table(items, { actions: ["dynamodb:PutItem"], queriedIndexes: ["by_status"] })
 */
export function table<
  const T extends TableDefinition,
  const A extends readonly TableAction[] = readonly [],
  const I extends readonly (keyof T["indexes"] & string)[] = readonly [],
>(
  definition: T,
  access: { readonly actions?: A; readonly queriedIndexes?: I },
): { readonly kind: "table"; readonly table: T; readonly actions: A; readonly queriedIndexes: I } {
  return {
    kind: "table",
    table: definition,
    actions: access.actions ?? ([] as unknown as A),
    queriedIndexes: access.queriedIndexes ?? ([] as unknown as I),
  };
}

/** Publishing to a topic. Variable value: the topic's ARN. */
export function topic<const T extends TopicDefinition>(definition: T) {
  return { kind: "topic", topic: definition, actions: ["sns:Publish"] } as const;
}

/** Reading a secret. Variable value: the secret's ARN, never its content. */
export function secret<const S extends SecretDefinition>(definition: S) {
  return { kind: "secret", secret: definition, actions: ["secretsmanager:GetSecretValue"] } as const;
}

/** Knowing another function's public URL. Variable value: the URL. */
export function functionUrlOf<const N extends string>(functionName: N) {
  return { kind: "function-url", functionName, actions: [] } as const;
}
