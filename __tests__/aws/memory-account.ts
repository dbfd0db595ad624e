import type { TableDefinition } from "../../lambdas/shared/contract/index.ts";
import type { AwsAnswer } from "../rig/aws-answer.ts";
import type { AwsCall } from "../rig/aws-call.ts";
import { type MemoryDynamoDb, memoryDynamoDb } from "./dynamodb/memory-dynamodb.ts";
import { xmlError } from "./form-notation.ts";
import { type MemoryCloudWatch, memoryCloudWatch } from "./memory-cloudwatch.ts";
import { type MemorySecrets, memorySecrets } from "./memory-secrets.ts";
import { type MemorySns, memorySns } from "./memory-sns.ts";
import { ServiceError } from "./service-error.ts";

/** What exists in an account. */
export interface AccountContents {
  /** By the name under which the table is deployed. */
  readonly tables?: Readonly<Record<string, TableDefinition>>;
  /** ARNs. */
  readonly topics?: readonly string[];
  /** Texts by ARN; undefined: the secret has no value yet. */
  readonly secrets?: Readonly<Record<string, string | undefined>>;
}

/** An AWS account in memory. It keeps the services' documented rules and limits, and what was sent to it. */
export interface MemoryAccount {
  /** Answers one call as the account would; never throws. */
  answer(call: Pick<AwsCall, "service" | "operation" | "input">): AwsAnswer;
  readonly dynamoDb: MemoryDynamoDb;
  readonly sns: MemorySns;
  readonly secrets: MemorySecrets;
  readonly cloudWatch: MemoryCloudWatch;
}

export function memoryAccount({ tables = {}, topics = [], secrets = {} }: AccountContents): MemoryAccount {
  const account = {
    dynamoDb: memoryDynamoDb(tables),
    sns: memorySns(topics),
    secrets: memorySecrets(secrets),
    cloudWatch: memoryCloudWatch(),
  };
  const bodyOf = ({ service, operation, input }: Parameters<MemoryAccount["answer"]>[0]): AwsAnswer["body"] => {
    switch (service) {
      case "DynamoDB":
        return account.dynamoDb.answer(operation, input);
      case "SNS":
        return account.sns.answer(operation, input);
      case "SecretsManager":
        return account.secrets.answer(operation, input);
      case "CloudWatch":
        return account.cloudWatch.answer(operation, input);
      case "other":
        throw new ServiceError("NotInMemoryAccount", `The account in memory does not know ${operation}`, {}, 501);
    }
  };
  return {
    ...account,
    answer(call) {
      try {
        return { body: bodyOf(call) };
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        const { type, message, details, status } = error;
        return { status, body: call.service === "SNS" ? xmlError(error) : { __type: type, message, ...details } };
      }
    },
  };
}
