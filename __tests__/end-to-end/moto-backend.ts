import { CreateTableCommand, type CreateTableCommandInput, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CreateSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { CreateTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import { DynamoDBDocumentClient, paginateScan } from "@aws-sdk/lib-dynamodb";
import type { Key, TableDefinition } from "../../lambdas/shared/contract/index.ts";
import { startMoto } from "../../rehearsal/moto/moto.ts";
import type { AwsAnswer } from "../rig/aws-answer.ts";
import type { AwsCall, AwsService } from "../rig/aws-call.ts";
import type { AccountContent, Existing } from "./account-content.ts";
import type { AwsBackend } from "./aws-backend.ts";
import { secretText } from "./secret-values.ts";

/** How each service is told apart in a request: the header X-Amz-Target up to the operation, and the signed name. */
const services: Readonly<Record<AwsService, { readonly target: string; readonly signingName: string }>> = {
  DynamoDB: { target: "DynamoDB_20120810.", signingName: "dynamodb" },
  CloudWatch: { target: "GraniteServiceVersion20100801.", signingName: "monitoring" },
  SecretsManager: { target: "secretsmanager.", signingName: "secretsmanager" },
  SNS: { target: "", signingName: "sns" },
};

/**
 * The account in a moto server. Its transactions are not isolated from each other, so calls are passed on one by one.
 *
 * @throws Error where moto is not installed.
 */
export async function motoBackend(content: AccountContent): Promise<AwsBackend> {
  const moto = await startMoto();
  let last: Promise<unknown> = Promise.resolve();
  return {
    name: "moto",
    answer(call) {
      const answered = last.then(() => forward(moto.url, call));
      last = answered.catch(() => undefined);
      return answered;
    },
    async reset() {
      await last;
      await moto.reset();
      await create(moto.url, content);
    },
    async rows(tableName) {
      await last;
      return scan(moto.url, tableName);
    },
    close: () => moto.stop(),
  };
}

async function scan(url: string, TableName: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(access(url)));
  const rows: Record<string, unknown>[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName })) rows.push(...Items);
  client.destroy();
  return rows;
}

/** Options of a client that calls moto directly. */
function access(endpoint: string) {
  return { endpoint, region: "us-east-1", credentials: { accessKeyId: "rig", secretAccessKey: "rig" } };
}

async function forward(url: string, { service, operation, input }: AwsCall): Promise<AwsAnswer> {
  if (service === "other") throw new Error(`moto is not asked for ${operation}`);
  const { target, signingName } = services[service];
  const isForm = service === "SNS";
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": isForm ? "application/x-www-form-urlencoded; charset=utf-8" : "application/x-amz-json-1.0",
      ...(isForm ? {} : { "x-amz-target": `${target}${operation}` }),
      // Moto tells services apart by the scope of the signature, and does not check the signature itself.
      authorization: `AWS4-HMAC-SHA256 Credential=rig/20260101/us-east-1/${signingName}/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: isForm ? new URLSearchParams(input as Record<string, string>).toString() : JSON.stringify(input),
  });
  const text = await response.text();
  return { status: response.status, body: isForm ? text : JSON.parse(text === "" ? "{}" : text) };
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
