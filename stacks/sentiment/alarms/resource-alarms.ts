import type { LambdaContract } from "../../../lambdas/shared/contract/index.ts";
import * as tables from "../../../lambdas/shared/sentiment/tables.ts";
import type { AlarmRecord } from "../../../modules/alarms/alarm-record.ts";
import { apiAlarms, type WatchedApi } from "../../../modules/alarms/api-alarms.ts";
import { queueAlarms, type WatchedQueue } from "../../../modules/alarms/queue-alarms.ts";
import { operationsOn, tableAlarms, type WatchedTable } from "../../../modules/alarms/table-alarms.ts";
import { topicAlarms, type WatchedTopic } from "../../../modules/alarms/topic-alarms.ts";
import { accessLogGroupName, restApiName, stageName } from "../../../modules/api/rest-api.ts";
import { scheduleDeadLetters } from "../messaging.ts";
import type { Surroundings } from "../surroundings.ts";

/** Alarms on what functions share: queues, topics, tables, the REST API. Only on what a contract uses. */
export function resourceAlarms(
  surroundings: Surroundings,
  contracts: readonly LambdaContract[],
): readonly AlarmRecord[] {
  return [
    ...watchedQueues(surroundings, contracts).flatMap(queueAlarms),
    ...watchedTopics(surroundings, contracts).flatMap(topicAlarms),
    ...watchedTables(surroundings, contracts).flatMap(tableAlarms),
    ...watchedApis(surroundings, contracts).flatMap(apiAlarms),
  ];
}

/** REST APIs in front of functions. */
export function watchedApis({ naming }: Surroundings, contracts: readonly LambdaContract[]): readonly WatchedApi[] {
  return contracts
    .filter(({ triggers }) => triggers.some(({ kind }) => kind === "rest-api"))
    .map(({ name }) => ({
      contractName: name,
      apiName: restApiName(naming, name),
      stage: stageName,
      accessLogGroup: accessLogGroupName(naming, name),
    }));
}

/** Queues of what nobody could process. */
export function watchedQueues({ naming }: Surroundings, contracts: readonly LambdaContract[]): readonly WatchedQueue[] {
  const own = contracts.flatMap(({ name, deadLetterQueue }) =>
    deadLetterQueue === undefined ? [] : [{ name: deadLetterQueue.name, holds: `events of ${name}` }],
  );
  const scheduled = contracts.some(({ triggers }) => triggers.some(({ kind }) => kind === "schedule"));
  return [...own, ...(scheduled ? [{ name: scheduleDeadLetters, holds: "scheduled events" }] : [])].map((queue) => ({
    ...queue,
    queueName: naming("SQS queue", queue.name),
  }));
}

/** Topics that invoke functions. */
export function watchedTopics({ naming }: Surroundings, contracts: readonly LambdaContract[]): readonly WatchedTopic[] {
  const names = contracts.flatMap(({ triggers }) =>
    triggers.flatMap((trigger) => (trigger.kind === "topic" ? [trigger.topic.name] : [])),
  );
  return [...new Set(names)].map((name) => ({ name, topicName: naming("SNS topic", name) }));
}

/** Tables that functions reach. */
export function watchedTables({ naming }: Surroundings, contracts: readonly LambdaContract[]): readonly WatchedTable[] {
  return Object.values(tables)
    .map(({ name }) => ({
      name,
      tableName: naming("DynamoDB table", name),
      operations: operationsOn(name, contracts),
    }))
    .filter(({ operations }) => operations.length > 0);
}
