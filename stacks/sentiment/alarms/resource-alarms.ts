import type { LambdaContract } from "../../../lambdas/shared/contract/index.ts";
import * as tables from "../../../lambdas/shared/sentiment/tables.ts";
import type { AlarmRecord } from "../../../modules/alarms/alarm-record.ts";
import { apiAlarms } from "../../../modules/alarms/api-alarms.ts";
import { queueAlarms, type WatchedQueue } from "../../../modules/alarms/queue-alarms.ts";
import { operationsOn, tableAlarms } from "../../../modules/alarms/table-alarms.ts";
import { topicAlarms } from "../../../modules/alarms/topic-alarms.ts";
import { accessLogGroupName, restApiName, stageName } from "../../../modules/api/rest-api.ts";
import { scheduleDeadLetters } from "../messaging.ts";
import type { Surroundings } from "../surroundings.ts";

/** Alarms on what functions share: queues, topics, tables, the REST API. Only on what a contract uses. */
export function resourceAlarms(
  surroundings: Surroundings,
  contracts: readonly LambdaContract[],
): readonly AlarmRecord[] {
  return [
    ...queues(surroundings, contracts).flatMap(queueAlarms),
    ...topicNames(contracts).flatMap((name) =>
      topicAlarms({ name, topicName: surroundings.naming("SNS topic", name) }),
    ),
    ...watchedTables(surroundings, contracts).flatMap(tableAlarms),
    ...contracts
      .filter(({ triggers }) => triggers.some(({ kind }) => kind === "rest-api"))
      .flatMap(({ name }) =>
        apiAlarms({
          contractName: name,
          apiName: restApiName(surroundings.naming, name),
          stage: stageName,
          accessLogGroup: accessLogGroupName(surroundings.naming, name),
        }),
      ),
  ];
}

function queues({ naming }: Surroundings, contracts: readonly LambdaContract[]): readonly WatchedQueue[] {
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
function topicNames(contracts: readonly LambdaContract[]): readonly string[] {
  const names = contracts.flatMap(({ triggers }) =>
    triggers.flatMap((trigger) => (trigger.kind === "topic" ? [trigger.topic.name] : [])),
  );
  return [...new Set(names)];
}

function watchedTables({ naming }: Surroundings, contracts: readonly LambdaContract[]) {
  return Object.values(tables)
    .map(({ name }) => ({
      name,
      tableName: naming("DynamoDB table", name),
      operations: operationsOn(name, contracts),
    }))
    .filter(({ operations }) => operations.length > 0);
}
