import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { BatchGetCommand, GetCommand, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import type { mockClient } from "aws-sdk-client-mock";
import { checkPlaceholders, holds, type Update, updated } from "./expressions.ts";

/** What happens to one transaction: nothing special, a conflict, an answer that gets lost, or a crash before it. */
export type Fault = "none" | "conflict" | "lost-answer" | "crash";

interface Attributes {
  readonly [name: string]: unknown;
}

export interface TransactionalTables {
  /** Rows by table and key. */
  readonly rows: Map<string, Attributes>;
  /** Faults of the next transactions, in order; none after the last. */
  readonly faults: Fault[];
  /** Entries of each transaction that was written. */
  readonly committed: (readonly Update[])[];
  put(table: string, row: Attributes): void;
  of(table: string): readonly Attributes[];
}

const keyNames = ["source_id", "timestamp", "PK", "SK"];

function address(table: string, row: Attributes): string {
  return [table, ...keyNames.flatMap((name) => (name in row ? [String(row[name])] : []))].join("|");
}

/**
 * Lets a mocked client behave as DynamoDB does for reads by key and for transactions of updates: all conditions are
 * held against the same state, and all entries are written or none.
 */
export function transactionalTables(client: Pick<ReturnType<typeof mockClient>, "on">): TransactionalTables {
  const rows = new Map<string, Attributes>();
  const faults: Fault[] = [];
  const committed: (readonly Update[])[] = [];
  client.on(GetCommand).callsFake((input) => {
    checkPlaceholders([input.ProjectionExpression], Object.keys(input.ExpressionAttributeNames));
    return { Item: rows.get(address(input.TableName, input.Key)) };
  });
  client.on(BatchGetCommand).callsFake(({ RequestItems }) => {
    const found = Object.entries<{ Keys: readonly Attributes[] }>(RequestItems).map(([table, { Keys }]) => {
      if (Keys.length === 0 || Keys.length > 100) throw new Error(`ValidationException: ${Keys.length} keys`);
      return [table, Keys.flatMap((key) => rows.get(address(table, key)) ?? [])] as const;
    });
    return { Responses: Object.fromEntries(found) };
  });
  client.on(TransactWriteCommand).callsFake(({ TransactItems }) => {
    const entries = TransactItems.map(({ Update: entry }: { Update: Update }) => entry) as readonly Update[];
    checkTransaction(entries);
    const fault = faults.shift() ?? "none";
    if (fault === "crash") throw new Error("crashed before the transaction");
    if (fault === "conflict") throw cancelled(entries.map(() => "TransactionConflict"));
    write(rows, entries);
    committed.push(entries);
    if (fault === "lost-answer") throw new Error("the answer got lost");
    return {};
  });
  return {
    rows,
    faults,
    committed,
    put: (table, row) => void rows.set(address(table, row), row),
    of: (table) => [...rows].flatMap(([key, row]) => (key.startsWith(`${table}|`) ? [row] : [])),
  };
}

function checkTransaction(entries: readonly Update[]): void {
  const addresses = new Set(entries.map(({ TableName, Key }) => address(TableName, Key)));
  if (entries.length > 100) throw new Error(`ValidationException: ${entries.length} entries`);
  if (addresses.size < entries.length) throw new Error("ValidationException: two entries for one row");
  for (const { UpdateExpression, ConditionExpression, ...placeholders } of entries) {
    const given = Object.keys({ ...placeholders.ExpressionAttributeNames, ...placeholders.ExpressionAttributeValues });
    checkPlaceholders([UpdateExpression, ConditionExpression], given);
  }
}

function write(rows: Map<string, Attributes>, entries: readonly Update[]): void {
  const before = entries.map(({ TableName, Key }) => rows.get(address(TableName, Key)));
  const codes = entries.map((entry, index) =>
    holds(entry.ConditionExpression, entry, before[index]) ? "None" : "ConditionalCheckFailed",
  );
  if (codes.some((code) => code !== "None")) throw cancelled(codes);
  for (const [index, entry] of entries.entries())
    rows.set(address(entry.TableName, entry.Key), updated(entry, before[index]));
}

export function cancelled(codes: readonly string[]): TransactionCanceledException {
  return new TransactionCanceledException({
    message: `Transaction cancelled: [${codes.join(", ")}]`,
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
}
