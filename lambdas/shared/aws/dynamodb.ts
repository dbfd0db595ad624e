import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  DynamoDBDocumentClient,
  GetCommand,
  type GetCommandInput,
  PutCommand,
  type PutCommandInput,
  QueryCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
  UpdateCommand,
  type UpdateCommandInput,
  type UpdateCommandOutput,
} from "@aws-sdk/lib-dynamodb";
import type { Granted } from "../contract/index.ts";
import { currentTracing } from "../tracing/tracing.ts";
import { clientOptions } from "./client-options.ts";
import { lazy } from "./lazy.ts";

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
  const { Item } = await client().send(new GetCommand({ ...input, TableName: table }));
  return Item;
}

export async function putItem(table: Granted<"dynamodb:PutItem">, input: WithoutTable<PutCommandInput>): Promise<void> {
  await client().send(new PutCommand({ ...input, TableName: table }));
}

export async function updateItem(
  table: Granted<"dynamodb:UpdateItem">,
  input: WithoutTable<UpdateCommandInput>,
): Promise<UpdateCommandOutput> {
  return client().send(new UpdateCommand({ ...input, TableName: table }));
}

/** One page of a query on the table itself. */
export async function queryPage(
  table: Granted<"dynamodb:Query">,
  input: WithoutTable<QueryCommandInput>,
): Promise<QueryCommandOutput> {
  return client().send(new QueryCommand({ ...input, TableName: table }));
}

/** One page of a query on an index. */
export async function queryIndexPage<I extends string>(
  table: Granted<`index/${I}`>,
  index: I,
  input: WithoutTable<QueryCommandInput>,
): Promise<QueryCommandOutput> {
  return client().send(new QueryCommand({ ...input, TableName: table, IndexName: index }));
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

/** Whether a write was refused because its condition did not hold. */
export function isConditionFailure(error: unknown): boolean {
  return error instanceof Error && error.name === "ConditionalCheckFailedException";
}
