import { DynamoDBClient, TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import {
  BatchGetCommand,
  type BatchGetCommandInput,
  DeleteCommand,
  type DeleteCommandInput,
  DynamoDBDocumentClient,
  GetCommand,
  type GetCommandInput,
  PutCommand,
  type PutCommandInput,
  QueryCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
  type UpdateCommandInput,
  type UpdateCommandOutput,
} from "@aws-sdk/lib-dynamodb";
import { backOff } from "../back-off.ts";
import type { Granted } from "../contract/index.ts";
import { currentTracing } from "../tracing/tracing.ts";
import { lazy } from "./lazy.ts";
import { callOptions, clientOptions } from "./retries-and-timeouts.ts";

/** A row as the document client gives it. */
export type Row = Readonly<Record<string, unknown>>;

type WithoutTable<I> = Omit<I, "TableName" | "IndexName">;

const client = lazy(() =>
  DynamoDBDocumentClient.from(currentTracing().instrument(new DynamoDBClient(clientOptions)), {
    marshallOptions: { removeUndefinedValues: true },
  }),
);

export async function getItem(
  table: Granted<"dynamodb:GetItem">,
  input: WithoutTable<GetCommandInput>,
): Promise<Row | undefined> {
  const { Item } = await client().send(new GetCommand({ ...input, TableName: table }), callOptions());
  return Item;
}

/** A batch read that did not give all rows in any attempt. */
export class UnreadRowsError extends Error {
  override readonly name = "UnreadRowsError";
}

const batchAttempts = 5;

type BatchTable = NonNullable<BatchGetCommandInput["RequestItems"]>[string];

/**
 * Reads up to 100 rows by key, in no particular order; keys without a row are left out. What the service leaves
 * unprocessed is asked for again, five times in all.
 *
 * @throws UnreadRowsError where some is left even then.
 */
export async function batchGet(
  table: Granted<"dynamodb:BatchGetItem">,
  { Keys = [], ...input }: BatchTable,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let left = Keys;
  for (let attempt = 1; left.length > 0; attempt++) {
    if (attempt > batchAttempts) throw new UnreadRowsError(`${left.length} of ${Keys.length} rows were not read`);
    if (attempt > 1) await backOff(attempt - 1);
    const command = new BatchGetCommand({ RequestItems: { [table]: { ...input, Keys: left } } });
    const { Responses, UnprocessedKeys } = await client().send(command, callOptions());
    rows.push(...(Responses?.[table] ?? []));
    left = UnprocessedKeys?.[table]?.Keys ?? [];
  }
  return rows;
}

export async function putItem(table: Granted<"dynamodb:PutItem">, input: WithoutTable<PutCommandInput>): Promise<void> {
  await client().send(new PutCommand({ ...input, TableName: table }), callOptions());
}

export async function updateItem(
  table: Granted<"dynamodb:UpdateItem">,
  input: WithoutTable<UpdateCommandInput>,
): Promise<UpdateCommandOutput> {
  return client().send(new UpdateCommand({ ...input, TableName: table }), callOptions());
}

/** Deletes a row, if it is there. */
export async function deleteItem(
  table: Granted<"dynamodb:DeleteItem">,
  input: WithoutTable<DeleteCommandInput>,
): Promise<void> {
  await client().send(new DeleteCommand({ ...input, TableName: table }), callOptions());
}

/** One page of a query on the table itself. */
export async function queryPage(
  table: Granted<"dynamodb:Query">,
  input: WithoutTable<QueryCommandInput>,
): Promise<QueryCommandOutput> {
  return client().send(new QueryCommand({ ...input, TableName: table }), callOptions());
}

/** One page of a query on an index. */
export async function queryIndexPage<I extends string>(
  table: Granted<`index/${I}`>,
  index: I,
  input: WithoutTable<QueryCommandInput>,
): Promise<QueryCommandOutput> {
  return client().send(new QueryCommand({ ...input, TableName: table, IndexName: index }), callOptions());
}

/** Follows a query through all its pages. */
export async function* pages(
  readPage: (startKey: Row | undefined) => Promise<QueryCommandOutput>,
): AsyncGenerator<QueryCommandOutput, void> {
  let startKey: Row | undefined;
  do {
    const page = await readPage(startKey);
    yield page;
    startKey = page.LastEvaluatedKey;
  } while (startKey !== undefined);
}

type TransactionItem = NonNullable<TransactWriteCommandInput["TransactItems"]>[number];
type On<O, A extends string> = Omit<NonNullable<O>, "TableName"> & { readonly TableName: Granted<A> };

/** One write of a transaction: each is granted as the same write outside of it would be. */
export type TransactionEntry =
  | { readonly Put: On<TransactionItem["Put"], "dynamodb:PutItem"> }
  | { readonly Update: On<TransactionItem["Update"], "dynamodb:UpdateItem"> }
  | { readonly Delete: On<TransactionItem["Delete"], "dynamodb:DeleteItem"> };

/** Writes all entries or none, at most 100. The SDK's own retries carry one token, so that they write once. */
export async function transactWrite(entries: readonly TransactionEntry[]): Promise<void> {
  await client().send(new TransactWriteCommand({ TransactItems: [...entries] }), callOptions());
}

/** Why a transaction was cancelled: one code per entry, in their order; empty for any other error. */
export function cancellationCodes(error: unknown): readonly string[] {
  if (!(error instanceof TransactionCanceledException)) return [];
  return (error.CancellationReasons ?? []).map(({ Code }) => Code ?? "None");
}

/** Whether a write was refused because its condition did not hold. */
export function isConditionFailure(error: unknown): boolean {
  return error instanceof Error && error.name === "ConditionalCheckFailedException";
}
