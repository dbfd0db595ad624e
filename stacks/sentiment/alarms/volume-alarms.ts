import type { LambdaContract } from "../../../lambdas/shared/contract/index.ts";
import { items } from "../../../lambdas/shared/sentiment/tables.ts";
import { analysisRequests } from "../../../lambdas/shared/sentiment/topics.ts";
import type { AlarmRecord, Signal, WatchedMetric } from "../../../modules/alarms/alarm-record.ts";
import { contractMetric } from "../../../modules/alarms/contract-metric.ts";
import { dailyVolumeAlarm } from "../../../modules/alarms/cost-alarms.ts";
import { metricLook } from "../../../modules/alarms/first-look.ts";
import { maximumMetrics } from "../../../modules/alarms/register.ts";
import { lambdaMetric } from "../../../modules/alarms/standard-set.ts";
import { watchedFunction } from "../../../modules/alarms/watched-function.ts";
import { chunks } from "../../../modules/chunks.ts";
import { kebabCase } from "../../../modules/naming/kebab-case.ts";
import { sseStreaming } from "../functions.ts";
import type { Surroundings } from "../surroundings.ts";

/**
 * Read units of one poll of a stream: 200 articles of 1 kB at half a unit for each 4 kB. Open streams are the most of all
 * reading, and their number is limited by the function's concurrency: alarms look at what is read beside.
 */
const readUnitsPerPoll = 25;

/** What a day of this system usually stays below, by far; and five minutes of reading. */
const readUnitsPerDay = 100_000;
const readUnitsPerFiveMinutes = 10_000;
const invocationsPerDay = 50_000;
const requestsPerDay = 10_000;

/** Alarms on amounts that cost money. */
export function volumeAlarms(surroundings: Surroundings, contracts: readonly LambdaContract[]): readonly AlarmRecord[] {
  const { naming } = surroundings;
  const topic = naming("SNS topic", analysisRequests.name);
  return [
    highReads(surroundings),
    dailyVolumeAlarm({
      id: "dynamodb-daily-cost-high",
      title: "Reads of the items table in a day, beside those of streams",
      signal: readsBesideStreams(surroundings),
      perDay: readUnitsPerDay,
      meaning: "The items table was read far more in a day than streams need: a query reads too much, or too often.",
      look: `ConsumedReadCapacityUnits of ${naming("DynamoDB table", items.name)}, Sum, 5 minutes: when it began`,
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

/** Read units of the items table without those of streams, of which each poll reports its duration once. */
function readsBesideStreams({ environment, naming }: Surroundings): Signal {
  const reads: WatchedMetric = {
    namespace: "AWS/DynamoDB",
    name: "ConsumedReadCapacityUnits",
    dimensions: { TableName: naming("DynamoDB table", items.name) },
    statistic: "Sum",
  };
  const streams = watchedFunction(sseStreaming, environment.name, naming);
  const pollDuration = "PollDurationMs" satisfies keyof typeof sseStreaming.metrics;
  const polls: WatchedMetric = {
    ...contractMetric(sseStreaming, streams, pollDuration, {}),
    statistic: "SampleCount",
  };
  return {
    form: "expression",
    expression: `reads - ${readUnitsPerPoll} * FILL(polls, 0)`,
    label: "Read units beside those of streams",
    metrics: { reads, polls },
  };
}

function highReads(surroundings: Surroundings): AlarmRecord {
  const table = surroundings.naming("DynamoDB table", items.name);
  return {
    id: "dynamodb-high-read-capacity",
    title: "Reads of the items table in five minutes, beside those of streams",
    kind: "volume",
    signal: readsBesideStreams(surroundings),
    comparison: "GreaterThanThreshold",
    threshold: readUnitsPerFiveMinutes,
    periodSeconds: 300,
    evaluationPeriods: 1,
    missing: "notBreaching",
    missingBecause: "nobody read the table",
    severity: "info",
    meaning: "The items table is read far more at this moment than streams need.",
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
