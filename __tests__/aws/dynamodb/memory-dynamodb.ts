import type { TableDefinition } from "../../../lambdas/shared/contract/index.ts";
import { ServiceError } from "../service-error.ts";
import type { Item } from "./attribute-value.ts";
import { batchWriteItem } from "./batch-writes.ts";
import { memoryTable } from "./memory-table.ts";
import type { Input } from "./parameters.ts";
import { itemOf, rowOf } from "./plain-value.ts";
import { query } from "./query.ts";
import { batchGetItem, getItem } from "./reads.ts";
import { deleteItem, putItem, updateItem } from "./single-writes.ts";
import { tableOf } from "./tables.ts";
import { transactions } from "./transactions.ts";

/** A row as the document client gives it. */
export type Row = Readonly<Record<string, unknown>>;

/** DynamoDB's tables and operations, without a server. */
export interface MemoryDynamoDb {
  /**
   * Answers one call in DynamoDB's JSON.
   *
   * @throws ServiceError where DynamoDB would answer with an error.
   */
  answer(operation: string, input: Input): Input;
  /** Bounds that are met before DynamoDB's own; none unless set. */
  readonly limits: {
    /** Rows after which a page of a query ends, as it would after 1 MB. */
    rowsPerPage: number;
    /** Reads or writes of a batch that are carried out; the others stay unprocessed. */
    entriesPerBatch: number;
  };
  /** Stores rows of plain values as PutItem would. */
  put(table: string, ...rows: readonly object[]): void;
  /** All rows of a table, in the order in which they came. */
  rows(table: string): readonly Row[];
  items(table: string): readonly Item[];
}

/** @param definitions by the name under which the table is deployed. */
export function memoryDynamoDb(definitions: Readonly<Record<string, TableDefinition>>): MemoryDynamoDb {
  const tables = new Map(Object.entries(definitions).map(([name, each]) => [name, memoryTable(each)]));
  const limits = { rowsPerPage: Number.POSITIVE_INFINITY, entriesPerBatch: Number.POSITIVE_INFINITY };
  const transactWrite = transactions();
  const operations: Readonly<Record<string, (input: Input) => Input>> = {
    GetItem: (input) => getItem(tables, input),
    PutItem: (input) => putItem(tables, input),
    UpdateItem: (input) => updateItem(tables, input),
    DeleteItem: (input) => deleteItem(tables, input),
    Query: (input) => query(tables, input, limits.rowsPerPage),
    BatchGetItem: (input) => batchGetItem(tables, input, limits.entriesPerBatch),
    BatchWriteItem: (input) => batchWriteItem(tables, input, limits.entriesPerBatch),
    TransactWriteItems: (input) => transactWrite(tables, input),
  };
  const items = (table: string) => tableOf(tables, table).items();
  return {
    limits,
    answer(operation, input) {
      const work = operations[operation];
      if (work === undefined) throw new ServiceError("UnknownOperationException", `No operation ${operation}`);
      return work(input);
    },
    put(TableName, ...rows) {
      for (const row of rows) putItem(tables, { TableName, Item: itemOf(row) });
    },
    items,
    rows: (table) => items(table).map(rowOf),
  };
}
