import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { TransactWriteCommand, type TransactWriteCommandInput } from "@aws-sdk/lib-dynamodb";
import type { mockClient } from "aws-sdk-client-mock";
import { items, timeseries } from "../../../lambdas/shared/sentiment/tables.ts";
import type { Row } from "../../aws/dynamodb/memory-dynamodb.ts";
import { memoryAccount } from "../../aws/memory-account.ts";
import { carryOutInMemory, deployedTables } from "../../aws/mocked-tables.ts";

/** What happens to one transaction: nothing special, a conflict, an answer that gets lost, a refusal, or a crash before it. */
export type Fault = "none" | "conflict" | "lost-answer" | "throttled" | "crash";

type Entries = NonNullable<TransactWriteCommandInput["TransactItems"]>;

export interface TransactionalTables {
  /** Rows by table and key, as they are now. */
  readonly rows: ReadonlyMap<string, Row>;
  /** Faults of the next transactions, in order; none after the last. */
  readonly faults: Fault[];
  /** Entries of each transaction that was written. */
  readonly committed: readonly Entries[];
  put(table: string, row: object): void;
  of(table: string): readonly Row[];
}

const keyNames = ["source_id", "timestamp", "PK", "SK"];

function address(table: string, row: Row): string {
  return [table, ...keyNames.flatMap((name) => (name in row ? [String(row[name])] : []))].join("|");
}

/** Lets a mocked client work on the tables of analysis in memory, with faults of its transactions on request. */
export function transactionalTables(client: Pick<ReturnType<typeof mockClient>, "on">): TransactionalTables {
  const tables = deployedTables([items, timeseries]);
  const account = memoryAccount({ tables });
  const faults: Fault[] = [];
  const committed: Entries[] = [];
  const carryOut = carryOutInMemory(client, () => account);
  const of = (table: string) => account.dynamoDb.rows(table);
  client.on(TransactWriteCommand).callsFake(async (input: TransactWriteCommandInput) => {
    const entries = input.TransactItems ?? [];
    const fault = faults.shift() ?? "none";
    if (fault === "crash") throw new Error("crashed before the transaction");
    if (fault === "throttled") throw Object.assign(new Error("slow down"), { name: "ThrottlingException" });
    if (fault === "conflict") throw cancelled(entries.map(() => "TransactionConflict"));
    carryOut("TransactWriteItems", input);
    committed.push(entries);
    if (fault === "lost-answer") throw new Error("the answer got lost");
    return {};
  });
  return {
    get rows() {
      return new Map(Object.keys(tables).flatMap((table) => of(table).map((row) => [address(table, row), row])));
    },
    faults,
    committed,
    put: (table, row) => account.dynamoDb.put(table, row),
    of,
  };
}

export function cancelled(codes: readonly string[]): TransactionCanceledException {
  return new TransactionCanceledException({
    message: `Transaction cancelled: [${codes.join(", ")}]`,
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
}
