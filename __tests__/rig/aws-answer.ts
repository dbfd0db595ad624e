import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import { testValue } from "../helpers/test-value.ts";
import type { AwsCall } from "./aws-call.ts";

/** An answer in the service's own notation: an object is sent as JSON, a text as it is. */
export interface AwsAnswer {
  /** Default: 200. */
  readonly status?: number;
  readonly body: Readonly<Record<string, unknown>> | string;
}

/** An error as the services with JSON send it. */
export function awsError(type: string, status = 400): AwsAnswer {
  return { status, body: { __type: type, message: `${type} of the rig` } };
}

/**
 * What an account would answer in which everything that a contract reaches exists and is empty. A secret holds every
 * field that its definition names, with the text `rig`.
 */
export function emptyAccount(contract: LambdaContract): (call: AwsCall) => AwsAnswer {
  return (call) => {
    switch (call.service) {
      case "DynamoDB":
        return { body: dynamoDbOutput(call) };
      case "CloudWatch":
        return { body: {} };
      case "SecretsManager":
        return secretValue(contract, String(call.input.SecretId));
      case "SNS":
        return { body: snsOutput(call) };
      case "other":
        return { status: 501, body: { message: "The rig does not stand in for this." } };
    }
  };
}

function dynamoDbOutput({ operation }: AwsCall): Readonly<Record<string, unknown>> {
  if (operation === "Query") return { Items: [], Count: 0, ScannedCount: 0 };
  if (operation === "BatchGetItem") return { Responses: {}, UnprocessedKeys: {} };
  if (operation === "BatchWriteItem") return { UnprocessedItems: {} };
  return {};
}

function secretValue(contract: LambdaContract, arn: string): AwsAnswer {
  const reach = Object.values(contract.reaches).find((each) => each.kind === "secret" && testValue(each) === arn);
  if (reach?.kind !== "secret") return awsError("ResourceNotFoundException");
  const fields = Object.fromEntries(reach.secret.fields.map((field) => [field, "rig"]));
  return { body: { ARN: arn, Name: reach.secret.name, SecretString: JSON.stringify(fields) } };
}

function snsOutput({ operation, input }: AwsCall): string {
  const ids = Object.entries(input)
    .filter(([name]) => /^PublishBatchRequestEntries\.member\.\d+\.Id$/.test(name))
    .map(([, id]) => `<member><Id>${id}</Id><MessageId>${id}</MessageId></member>`);
  const result =
    operation === "PublishBatch" ? `<Successful>${ids.join("")}</Successful><Failed/>` : "<MessageId>rig</MessageId>";
  return `<${operation}Response xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><${operation}Result>${result}</${operation}Result></${operation}Response>`;
}
