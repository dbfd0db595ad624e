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
import { fromDynamoDb, sdkError, toDynamoDb } from "./document-notation.ts";
import type { Row } from "./dynamodb/memory-dynamodb.ts";
import { type MemoryAccount, memoryAccount } from "./memory-account.ts";
import { ServiceError } from "./service-error.ts";

const commands = {
  GetItem: GetCommand,
  BatchGetItem: BatchGetCommand,
  PutItem: PutCommand,
  UpdateItem: UpdateCommand,
  DeleteItem: DeleteCommand,
  Query: QueryCommand,
  BatchWriteItem: BatchWriteCommand,
  TransactWriteItems: TransactWriteCommand,
} as const;

type Operation = keyof typeof commands;

/** A mocked document client whose commands are carried out by tables in memory. */
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

/**
 * Lets a mocked document client carry out every command in an account in memory.
 *
 * @returns what carries a command out even where the mock answers it in another way.
 */
export function carryOutInMemory(
  mock: Pick<ReturnType<typeof mockClient>, "on">,
  account: () => MemoryAccount,
): (operation: Operation, input: object) => object {
  const carryOut = (operation: Operation, input: object) => {
    try {
      return fromDynamoDb(account().dynamoDb.answer(operation, toDynamoDb(input)));
    } catch (error) {
      throw error instanceof ServiceError ? sdkError(error) : error;
    }
  };
  for (const operation of Object.keys(commands) as Operation[])
    mock.on(commands[operation] as typeof GetCommand).callsFake(async (input) => carryOut(operation, input));
  return carryOut;
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
