import { validationError } from "../service-error.ts";
import { type Input, refuseReports, reportMembers, requireKnown } from "./parameters.ts";
import { duplicates } from "./reads.ts";
import type { Tables } from "./tables.ts";
import { applyWrite, type Write, writeOf } from "./writes.ts";

/** Bound of one BatchWriteItem call (Amazon DynamoDB API reference). */
const writesPerBatch = 25;

interface BatchEntry {
  readonly PutRequest?: Input;
  readonly DeleteRequest?: Input;
}

/** @param processedAtMost writes that the call carries out before it leaves the others unprocessed. */
export function batchWriteItem(tables: Tables, input: Input, processedAtMost: number): Input {
  requireKnown(input, ["RequestItems", ...reportMembers]);
  refuseReports(input);
  const requested = (input.RequestItems ?? {}) as Readonly<Record<string, readonly BatchEntry[]>>;
  const entries = Object.entries(requested).flatMap(([table, list]) => list.map((entry) => ({ table, entry })));
  if (entries.length === 0 || Object.values(requested).some(({ length }) => length === 0))
    throw validationError("1 validation error detected: Member must have length greater than or equal to 1");
  if (entries.length > writesPerBatch) throw validationError("Too many items requested for the BatchWriteItem call");
  const writes = entries.map(({ table, entry }) => batchWrite(tables, table, entry));
  const addresses = writes.map((write, index) => `${entries[index]?.table} ${write.address()}`);
  if (new Set(addresses).size < addresses.length) throw duplicates();
  for (const write of writes.slice(0, processedAtMost)) applyWrite(write);
  const unprocessed: Record<string, BatchEntry[]> = {};
  for (const { table, entry } of entries.slice(processedAtMost)) {
    unprocessed[table] ??= [];
    unprocessed[table].push(entry);
  }
  return { UnprocessedItems: unprocessed };
}

function batchWrite(tables: Tables, TableName: string, { PutRequest, DeleteRequest }: BatchEntry): Write {
  if ((PutRequest === undefined) === (DeleteRequest === undefined))
    throw validationError("Supplied WriteRequest must contain exactly one of PutRequest and DeleteRequest");
  return PutRequest === undefined
    ? writeOf(tables, "Delete", { ...DeleteRequest, TableName })
    : writeOf(tables, "Put", { ...PutRequest, TableName });
}
