import { CreateTableCommand, type CreateTableCommandInput, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CreateSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { CreateTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import type { Key, TableDefinition } from "../../lambdas/shared/contract/index.ts";
import { startMoto } from "../../rehearsal/moto/moto.ts";
import { oneByOne } from "../../rehearsal/moto/one-by-one.ts";
import type { AwsCall } from "../rig/aws-call.ts";
import type { AccountContent, Existing } from "./account-content.ts";
import type { AwsBackend } from "./aws-backend.ts";
import { access, forwardCall, scanTable } from "./emulator-calls.ts";
import { secretText } from "./secret-values.ts";

/**
 * The account in a moto server.
 *
 * @throws Error where moto is not installed.
 */
export async function motoBackend(content: AccountContent): Promise<AwsBackend> {
  const moto = await startMoto();
  const calls = oneByOne((call: AwsCall) => forwardCall(moto.url, call));
  return {
    name: "moto",
    answer: calls.answer,
    async reset() {
      await calls.quiet();
      await moto.reset();
      await create(moto.url, content);
    },
    async rows(tableName) {
      await calls.quiet();
      return scanTable(moto.url, tableName);
    },
    close: () => moto.stop(),
  };
}

async function create(endpoint: string, { tables, topics, secrets }: AccountContent): Promise<void> {
  const options = access(endpoint);
  const dynamoDb = new DynamoDBClient(options);
  const sns = new SNSClient(options);
  const secretsManager = new SecretsManagerClient(options);
  await Promise.all([
    ...tables.map((table) => dynamoDb.send(new CreateTableCommand(tableInput(table)))),
    ...topics.map(({ address }) => sns.send(new CreateTopicCommand({ Name: lastPart(address) }))),
    ...secrets.map(({ address, definition }) =>
      secretsManager.send(new CreateSecretCommand({ Name: lastPart(address), SecretString: secretText(definition) })),
    ),
  ]);
  for (const client of [dynamoDb, sns, secretsManager]) client.destroy();
}

function lastPart(arn: string): string {
  return arn.split(":").at(-1) ?? "";
}

function tableInput({ address, definition }: Existing<TableDefinition>): CreateTableCommandInput {
  const { partitionKey, sortKey, indexes } = definition;
  const keys = [partitionKey, sortKey, ...Object.values(indexes).flatMap(keysOf)];
  const types = new Map(keys.map(({ name, type }) => [name, type]));
  return {
    TableName: address,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [...types].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
    KeySchema: keySchema([partitionKey, sortKey]),
    ...(Object.keys(indexes).length === 0
      ? {}
      : {
          GlobalSecondaryIndexes: Object.entries(indexes).map(([IndexName, index]) => ({
            IndexName,
            KeySchema: keySchema(keysOf(index)),
            Projection: { ProjectionType: "ALL" as const },
          })),
        }),
  };
}

function keysOf({ partitionKey, sortKey }: TableDefinition["indexes"][string]): readonly Key[] {
  return sortKey === undefined ? [partitionKey] : [partitionKey, sortKey];
}

function keySchema([partition, sort]: readonly Key[]) {
  return [
    { AttributeName: partition?.name, KeyType: "HASH" as const },
    ...(sort === undefined ? [] : [{ AttributeName: sort.name, KeyType: "RANGE" as const }]),
  ];
}
