import type { LambdaContract } from "../../../lambdas/shared/contract/index.ts";
import { items } from "../../../lambdas/shared/sentiment/tables.ts";
import { analysisRequests } from "../../../lambdas/shared/sentiment/topics.ts";
import type { AlarmRecord, WatchedMetric } from "../../../modules/alarms/alarm-record.ts";
import { dailyVolumeAlarm } from "../../../modules/alarms/cost-alarms.ts";
import { metricLook } from "../../../modules/alarms/first-look.ts";
import { maximumMetrics } from "../../../modules/alarms/register.ts";
import { lambdaMetric } from "../../../modules/alarms/standard-set.ts";
import { watchedFunction } from "../../../modules/alarms/watched-function.ts";
import { chunks } from "../../../modules/chunks.ts";
import { kebabCase } from "../../../modules/naming/kebab-case.ts";
import type { Surroundings } from "../surroundings.ts";

/** What a day of this system usually stays below, by far; and five minutes of reading. */
const readUnitsPerDay = 100_000;
const readUnitsPerFiveMinutes = 10_000;
const invocationsPerDay = 50_000;
const requestsPerDay = 10_000;

/** Alarms on amounts that cost money. */
export function volumeAlarms(surroundings: Surroundings, contracts: readonly LambdaContract[]): readonly AlarmRecord[] {
  const { naming } = surroundings;
  const table = naming("DynamoDB table", items.name);
  const topic = naming("SNS topic", analysisRequests.name);
  return [
    highReads(table),
    dailyVolumeAlarm({
      id: "dynamodb-daily-cost-high",
      title: "Reads of the items table in a day",
      signal: { form: "metric", metric: readUnits(table) },
      perDay: readUnitsPerDay,
      meaning: "The items table was read far more than usual in a day: a query reads too much, or too often.",
      look: `ConsumedReadCapacityUnits of ${table}, Sum, 5 minutes: when it began`,
    }),
    ...chunks(contracts, maximumMetrics).map((part, index) => dailyInvocations(surroundings, part, index)),
    dailyVolumeAlarm({
      id: "sns-daily-messages-high",
      title: "Requests for scores in a day",
      signal: {
        form: "metric",
        metric: {
          namespace: "AWS/SNS",
          name: "NumberOfMessagesPublished",
          dimensions: { TopicName: topic },
          statistic: "Sum",
        },
      },
      perDay: requestsPerDay,
      meaning: "Far more scores were asked for than a day has stories: the same ones are asked for again and again.",
      look: `NumberOfMessagesPublished of ${topic} beside NewItemsIngested, Sum, 1 hour`,
    }),
  ];
}

function readUnits(tableName: string): WatchedMetric {
  return {
    namespace: "AWS/DynamoDB",
    name: "ConsumedReadCapacityUnits",
    dimensions: { TableName: tableName },
    statistic: "Sum",
  };
}

function highReads(table: string): AlarmRecord {
  return {
    id: "dynamodb-high-read-capacity",
    title: "Reads of the items table in five minutes",
    kind: "volume",
    signal: { form: "metric", metric: readUnits(table) },
    comparison: "GreaterThanThreshold",
    threshold: readUnitsPerFiveMinutes,
    periodSeconds: 300,
    evaluationPeriods: 1,
    missing: "notBreaching",
    missingBecause: "nobody read the table",
    severity: "info",
    meaning: "The items table is read far more than usual at this moment.",
    runbook: "volume",
    firstLook: metricLook(`ConsumedReadCapacityUnits of ${table}, Sum, 1 minute`),
    requirements: ["FR-039"],
  };
}

/** An alarm reads few metrics: from so many functions on, it is one alarm for every so many. */
function dailyInvocations(surroundings: Surroundings, contracts: readonly LambdaContract[], index: number) {
  return dailyVolumeAlarm({
    id: index === 0 ? "lambda-daily-invocations-high" : `lambda-daily-invocations-high-${index + 1}`,
    title: "Invocations of all functions in a day",
    signal: allInvocations(surroundings, contracts),
    perDay: invocationsPerDay,
    meaning: "The functions ran far more often than usual in a day: a loop, a flood of requests, or success.",
    look: "Invocations of every function, Sum, 1 hour: which one it is",
  });
}

function allInvocations({ environment, naming }: Surroundings, contracts: readonly LambdaContract[]) {
  const metrics = Object.fromEntries(
    contracts.map((contract) => [
      kebabCase(contract.name).replaceAll("-", "_"),
      lambdaMetric("Invocations", watchedFunction(contract, environment.name, naming), "Sum"),
    ]),
  );
  return {
    form: "expression",
    expression: Object.keys(metrics)
      .map((id) => `FILL(${id}, 0)`)
      .join(" + "),
    label: "Invocations of all functions",
    metrics,
  } as const;
}
