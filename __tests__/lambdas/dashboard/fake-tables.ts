import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import {
  DynamoDBDocumentClient,
  GetCommand,
  type GetCommandInput,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from "@aws-sdk/lib-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import type { IndexDefinition, TableDefinition } from "../../../lambdas/shared/contract/index.ts";
import { items, timeseries, users } from "../../../lambdas/shared/sentiment/tables.ts";

type Row = Readonly<Record<string, unknown>>;

const definitions: readonly TableDefinition[] = [items, timeseries, users];

/**
 * Tables in memory behind the mocked client, with the rules of DynamoDB that handlers rely on: order and start keys of
 * queries, limits before filters, conditions, transactions, and the refusal of names and values that are not used.
 */
export function fakeTables() {
  const mock = mockClient(DynamoDBDocumentClient);
  const rows = new Map<string, Row[]>();
  let evaluatedAtMost = Number.POSITIVE_INFINITY;
  const rowsOf = (table: string | undefined) => {
    const name = (table ?? "").replace("test-sentiment-", "");
    rows.set(name, rows.get(name) ?? []);
    return rows.get(name) as Row[];
  };
  const reset = () => {
    mock.reset();
    rows.clear();
    evaluatedAtMost = Number.POSITIVE_INFINITY;
    mock.on(GetCommand).callsFake((input: GetCommandInput) => ({ Item: find(rowsOf(input.TableName), input.Key) }));
    mock
      .on(QueryCommand)
      .callsFake((input: QueryCommandInput) => query(input, rowsOf(input.TableName), evaluatedAtMost));
    mock.on(TransactWriteCommand).callsFake((input: TransactWriteCommandInput) => transact(input, rowsOf));
  };
  reset();
  return {
    mock,
    reset,
    put: (table: string, ...added: readonly object[]) => rowsOf(table).push(...(added as Row[])),
    rows: (table: string): readonly Row[] => rowsOf(table),
    /** Ends every page of a query after that many rows, as DynamoDB does after 1 MB. */
    limitPages: (count: number) => {
      evaluatedAtMost = count;
    },
  };
}

function find(rows: readonly Row[], key: Row | undefined): Row | undefined {
  return rows.find((row) => Object.entries(key ?? {}).every(([name, value]) => row[name] === value));
}

function query(input: QueryCommandInput, rows: readonly Row[], evaluatedAtMost: number) {
  requireAllUsed(input);
  const definition = definitions.find(({ name }) => input.TableName?.endsWith(`-${name}`)) as TableDefinition;
  const index = input.IndexName === undefined ? definition : (definition.indexes[input.IndexName] as IndexDefinition);
  const order = [index.sortKey?.name ?? "", definition.partitionKey.name, definition.sortKey.name];
  const position = (row: Row) => order.map((name) => String(row[name])).join("\u0000");
  const direction = input.ScanIndexForward === false ? -1 : 1;
  const start = input.ExclusiveStartKey;
  if (start !== undefined && order.some((name) => typeof start[name] !== "string"))
    throw validationException("The provided starting key is invalid");
  const [, partition = ""] = /^(#\w+) = :\w+/.exec(input.KeyConditionExpression ?? "") ?? [];
  if (input.ExpressionAttributeNames?.[partition] !== index.partitionKey.name)
    throw validationException("Query condition missed key schema element");
  const matching = rows
    .filter((row) => holds(input.KeyConditionExpression ?? "", input, row))
    .sort((one, other) => direction * (position(one) < position(other) ? -1 : 1))
    .filter((row) => start === undefined || direction * (position(row) > position(start) ? 1 : -1) > 0)
    .filter((row) => start === undefined || position(row) !== position(start));
  const evaluated = matching.slice(0, Math.min(input.Limit ?? Number.POSITIVE_INFINITY, evaluatedAtMost));
  const last = evaluated.at(-1);
  const keys = [...order, index.partitionKey.name];
  const found = evaluated.filter((row) => holds(input.FilterExpression ?? "", input, row));
  return {
    Items: found.map((row) => projected(row, input)),
    Count: found.length,
    ...(evaluated.length < matching.length && last !== undefined
      ? { LastEvaluatedKey: Object.fromEntries(keys.map((name) => [name, last[name]])) }
      : {}),
  };
}

interface Expressions {
  readonly ExpressionAttributeNames?: Record<string, string> | undefined;
  readonly ExpressionAttributeValues?: Record<string, unknown> | undefined;
}

/** Evaluates the few forms of expressions that the handlers use; any other is an error of the test. */
function holds(expression: string, input: Expressions, row: Row): boolean {
  if (expression === "") return true;
  if (expression.includes(" OR ")) return expression.split(" OR ").some((part) => holds(part, input, row));
  const between = /^(.*)(#\w+) BETWEEN (:\w+) AND (:\w+)$/.exec(expression);
  if (between !== null) {
    const [, before = "", name = "", low = "", high = ""] = between;
    const value = String(attributeOf(row, name, input));
    const [lowest, highest] = [String(argument(low, input)), String(argument(high, input))];
    if (lowest > highest) throw validationException("The BETWEEN operator requires upper bound >= lower bound");
    const within = value >= lowest && value <= highest;
    return within && holds(before.replace(/ AND $/, ""), input, row);
  }
  return expression.split(" AND ").every((part) => holdsOne(part, input, row));
}

function holdsOne(part: string, input: Expressions, row: Row): boolean {
  const [, name = "", operator = "", value = ""] = /^(#\w+) (=|>=|<) (:\w+)$/.exec(part) ?? [];
  const [, call = "", of = "", searched = ""] = /^(contains|begins_with)\((#\w+), (:\w+)\)$/.exec(part) ?? [];
  if (call === "contains") return (attributeOf(row, of, input) as unknown[]).includes(argument(searched, input));
  if (call === "begins_with") return String(attributeOf(row, of, input)).startsWith(String(argument(searched, input)));
  const [left, right] = [attributeOf(row, name, input) as string, argument(value, input) as string];
  if (operator === "=") return left === right;
  if (operator === ">=") return left >= right;
  if (operator === "<") return left < right;
  throw new Error(`The fake does not know ${part}`);
}

function attributeOf(row: Row, placeholder: string, { ExpressionAttributeNames }: Expressions): unknown {
  return row[ExpressionAttributeNames?.[placeholder] ?? ""];
}

function argument(placeholder: string, { ExpressionAttributeValues }: Expressions): unknown {
  return ExpressionAttributeValues?.[placeholder];
}

function projected(row: Row, input: QueryCommandInput): Row {
  if (input.ProjectionExpression === undefined) return row;
  const names = input.ProjectionExpression.split(", ").map((each) => input.ExpressionAttributeNames?.[each] ?? each);
  return Object.fromEntries(names.filter((name) => name in row).map((name) => [name, row[name]]));
}

function requireAllUsed(input: QueryCommandInput): void {
  const text = [input.KeyConditionExpression, input.FilterExpression, input.ProjectionExpression].join(" ");
  const used = new Set(text.match(/[#:]\w+/g) ?? []);
  const given = [
    ...Object.keys(input.ExpressionAttributeNames ?? {}),
    ...Object.keys(input.ExpressionAttributeValues ?? {}),
  ];
  const wrong = [...given.filter((name) => !used.has(name)), ...[...used].filter((name) => !given.includes(name))];
  if (wrong.length > 0) throw validationException(`unused or undefined in expressions: ${wrong}`);
}

function validationException(message: string): Error {
  return Object.assign(new Error(message), { name: "ValidationException" });
}

function transact({ TransactItems = [] }: TransactWriteCommandInput, rowsOf: (table?: string) => Row[]) {
  const codes = TransactItems.map(({ Update }) => {
    if (Update === undefined) return "None";
    const row = find(rowsOf(Update.TableName), Update.Key) ?? {};
    return holds(Update.ConditionExpression ?? "", Update, row) ? "None" : "ConditionalCheckFailed";
  });
  if (codes.includes("ConditionalCheckFailed"))
    throw new TransactionCanceledException({
      message: "cancelled",
      $metadata: {},
      CancellationReasons: codes.map((Code) => ({ Code })),
    });
  for (const { Put, Update } of TransactItems) {
    if (Put !== undefined) rowsOf(Put.TableName).push(Put.Item as Row);
    if (Update !== undefined) increment(rowsOf(Update.TableName), Update.Key, Update);
  }
  return {};
}

function increment(rows: Row[], key: Row | undefined, update: Expressions & { UpdateExpression: string | undefined }) {
  const [, name = "", value = ""] = /^SET (#\w+) = \1 \+ (:\w+)$/.exec(update.UpdateExpression ?? "") ?? [];
  const attribute = update.ExpressionAttributeNames?.[name] ?? "";
  const row = find(rows, key) ?? {};
  const changed = { ...row, [attribute]: Number(row[attribute]) + Number(argument(value, update)) };
  rows.splice(rows.indexOf(row), 1, changed);
}
