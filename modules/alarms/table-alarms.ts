import type { LambdaContract, TableReach } from "../../lambdas/shared/contract/index.ts";
import type { AlarmRecord, WatchedMetric } from "./alarm-record.ts";
import { metricLook, tracesQuery } from "./first-look.ts";

/** A table that functions reach. */
export interface WatchedTable {
  readonly name: string;
  /** Name in DynamoDB. */
  readonly tableName: string;
  /** Operations that functions may send to it, as DynamoDB names them. */
  readonly operations: readonly string[];
}

/** Actions that are no operation of their own: such a call is a transaction. */
const writes = /:(PutItem|UpdateItem|DeleteItem|ConditionCheckItem)$/;
const transactions = "TransactWriteItems";

/** Operations by which the functions work on a table, from what their contracts grant. */
export function operationsOn(tableName: string, contracts: readonly LambdaContract[]): readonly string[] {
  const reaches = contracts.flatMap(({ reaches }) =>
    Object.values(reaches).filter(
      (reach): reach is TableReach => reach.kind === "table" && reach.table.name === tableName,
    ),
  );
  const actions = reaches.flatMap(({ actions }) => actions);
  return [
    ...new Set([
      ...actions
        .filter((action) => action !== "dynamodb:ConditionCheckItem" && action !== "dynamodb:DescribeTable")
        .map((action) => action.slice("dynamodb:".length)),
      ...(reaches.some(({ queriedIndexes }) => queriedIndexes.length > 0) ? ["Query"] : []),
      ...(actions.some((action) => writes.test(action)) ? [transactions] : []),
    ]),
  ].sort();
}

/** DynamoDB's own failures and refusals. */
export function tableAlarms(table: WatchedTable): readonly AlarmRecord[] {
  return [systemErrors(table), throttles(table, "Read"), throttles(table, "Write")];
}

const common = {
  kind: "tables",
  comparison: "GreaterThanThreshold",
  evaluationPeriods: 1,
  missing: "notBreaching",
  missingBecause: "DynamoDB reports these only when there are any",
  severity: "warning",
  runbook: "tables",
} as const;

/** DynamoDB publishes it per operation only, and an alarm cannot search: the operations are added up. */
function systemErrors({ name, tableName, operations }: WatchedTable): AlarmRecord {
  const idOf = (operation: string) => operation.charAt(0).toLowerCase() + operation.slice(1);
  const metricOf = (operation: string): WatchedMetric => ({
    namespace: "AWS/DynamoDB",
    name: "SystemErrors",
    dimensions: { TableName: tableName, Operation: operation },
    statistic: "Sum",
  });
  return {
    ...common,
    id: `${name}-system-errors`,
    title: `Failures of DynamoDB on ${name}`,
    signal: {
      form: "expression",
      expression: operations.map((operation) => `FILL(${idOf(operation)}, 0)`).join(" + "),
      label: "Requests that DynamoDB could not process",
      metrics: Object.fromEntries(operations.map((operation) => [idOf(operation), metricOf(operation)])),
    },
    threshold: 5,
    periodSeconds: 300,
    meaning: `DynamoDB itself fails on ${name} (status 500); the functions repeat their calls, then fail too.`,
    firstLook: metricLook(`SystemErrors and SuccessfulRequestLatency of ${tableName}, by Operation`),
    requirements: ["FR-039"],
  };
}

function throttles({ name, tableName }: WatchedTable, way: "Read" | "Write"): AlarmRecord {
  return {
    ...common,
    id: `${name}-${way.toLowerCase()}-throttles`,
    title: `Refused ${way.toLowerCase()}s of ${name}`,
    signal: {
      form: "metric",
      metric: {
        namespace: "AWS/DynamoDB",
        name: `${way}ThrottleEvents`,
        dimensions: { TableName: tableName },
        statistic: "Sum",
      },
    },
    threshold: 0,
    periodSeconds: 60,
    meaning: `${name} refuses ${way.toLowerCase()}s: one partition is too busy, or traffic doubled within half an hour.`,
    firstLook: metricLook(`Consumed${way}CapacityUnits and ${way}ThrottleEvents of ${tableName}, Sum, 1 minute`),
    requirements: ["FR-039"],
  };
}

/** Requests that DynamoDB calls wrong. It counts them for the whole account, never for a table. */
export function dynamodbUserErrors(): AlarmRecord {
  return {
    ...common,
    id: "dynamodb-user-errors",
    title: "Requests that DynamoDB refuses as wrong",
    signal: {
      form: "metric",
      metric: { namespace: "AWS/DynamoDB", name: "UserErrors", dimensions: {}, statistic: "Sum" },
    },
    threshold: 10,
    periodSeconds: 300,
    meaning: "Some code of this account sends DynamoDB what it refuses as wrong, and fails each time.",
    firstLook: tracesQuery('service("DynamoDB") { error = true }'),
    requirements: ["FR-039"],
  };
}
