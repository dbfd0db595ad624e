import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import type { TableDefinition } from "../../lambdas/shared/contract/index.ts";
import type { Row } from "./dynamodb/memory-dynamodb.ts";
import { inProcess } from "./in-process-client.ts";
import { type MemoryAccount, memoryAccount } from "./memory-account.ts";

const commands = [
  GetCommand,
  BatchGetCommand,
  PutCommand,
  UpdateCommand,
  DeleteCommand,
  QueryCommand,
  BatchWriteCommand,
  TransactWriteCommand,
] as const;

/** A mocked document client whose commands are carried out by tables in memory, through the SDK's own marshalling. */
export interface MockedTables {
  /** Tells which commands were sent, and lets a test answer some of them itself until the next reset. */
  readonly mock: ReturnType<typeof mockClient>;
  /** Empties the tables and forgets commands, answers and limits. */
  reset(): void;
  /** Stores rows as PutItem would. `table` is the name in the definition, or that of the deployed table. */
  put(table: string, ...rows: readonly object[]): void;
  /** All rows of a table, in the order in which they came. */
  rows(table: string): readonly Row[];
  /** Ends every page of a query after that many rows, as DynamoDB does after 1 MB. */
  limitPages(rows: number): void;
  /** The account of now; a reset makes another. */
  account(): MemoryAccount;
}

type Command = InstanceType<(typeof commands)[number]>;

/**
 * Lets a mocked document client carry out every command in an account in memory, through the SDK's own marshalling.
 *
 * @returns what carries a command out even where the mock answers it in another way.
 */
export function carryOutInMemory(
  mock: Pick<ReturnType<typeof mockClient>, "on">,
  account: () => MemoryAccount,
): (command: Command) => Promise<unknown> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(inProcess((call) => account().answer(call))), {
    marshallOptions: { removeUndefinedValues: true },
  });
  // The mock replaces `send` of every document client; that of the plain client is the same function, not replaced.
  const send = DynamoDBClient.prototype.send.bind(client) as unknown as (command: object) => Promise<unknown>;
  for (const Each of commands as readonly (typeof GetCommand)[])
    mock.on(Each).callsFake((input) => send(new Each(input)));
  return send;
}

const prefix = "test-sentiment-";

/** Names under which tests deploy tables. */
export function deployedTables(definitions: readonly TableDefinition[]): Readonly<Record<string, TableDefinition>> {
  return Object.fromEntries(definitions.map((each) => [prefix + each.name, each]));
}

export function mockedTables(definitions: readonly TableDefinition[]): MockedTables {
  const mock = mockClient(DynamoDBDocumentClient);
  const tables = deployedTables(definitions);
  const nameOf = (table: string) => (table.startsWith(prefix) ? table : prefix + table);
  let account = memoryAccount({ tables });
  const reset = () => {
    mock.reset();
    account = memoryAccount({ tables });
    carryOutInMemory(mock, () => account);
  };
  reset();
  return {
    mock,
    reset,
    put: (table, ...rows) => account.dynamoDb.put(nameOf(table), ...rows),
    rows: (table) => account.dynamoDb.rows(nameOf(table)),
    limitPages: (rows) => {
      account.dynamoDb.limits.rowsPerPage = rows;
    },
    account: () => account,
  };
}
