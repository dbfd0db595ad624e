import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, paginateScan } from "@aws-sdk/lib-dynamodb";
import type { AwsAnswer } from "../rig/aws-answer.ts";
import type { AwsCall, AwsService } from "../rig/aws-call.ts";

/** How each service is told apart in a request: the header X-Amz-Target up to the operation, and the signed name. */
const services: Readonly<Record<AwsService, { readonly target: string; readonly signingName: string }>> = {
  DynamoDB: { target: "DynamoDB_20120810.", signingName: "dynamodb" },
  CloudWatch: { target: "GraniteServiceVersion20100801.", signingName: "monitoring" },
  SecretsManager: { target: "secretsmanager.", signingName: "secretsmanager" },
  SNS: { target: "", signingName: "sns" },
};

/** Keys of whoever looks at an emulator from outside of its functions. */
const ownKeys = { accessKeyId: "rig", secretAccessKey: "rig" };

/**
 * Passes a call on to an emulator, signed with the key that it came with.
 *
 * @throws Error where the call is to a service that functions do not use.
 */
export async function forwardCall(
  url: string,
  { service, operation, input, accessKeyId = ownKeys.accessKeyId }: AwsCall,
): Promise<AwsAnswer> {
  if (service === "other") throw new Error(`the emulator is not asked for ${operation}`);
  const { target, signingName } = services[service];
  const isForm = service === "SNS";
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": isForm ? "application/x-www-form-urlencoded; charset=utf-8" : "application/x-amz-json-1.0",
      ...(isForm ? {} : { "x-amz-target": `${target}${operation}` }),
      // The emulator tells services apart by the scope of the signature, and does not check the signature itself.
      authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/us-east-1/${signingName}/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: isForm ? new URLSearchParams(input as Record<string, string>).toString() : JSON.stringify(input),
  });
  const text = await response.text();
  return { status: response.status, body: isForm ? text : JSON.parse(text === "" ? "{}" : text) };
}

/** All rows of a table, unmarshalled. */
export async function scanTable(url: string, TableName: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(access(url)));
  const rows: Record<string, unknown>[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName })) rows.push(...Items);
  client.destroy();
  return rows;
}

/** Options of a client that calls an emulator directly. */
export function access(endpoint: string) {
  return { endpoint, region: "us-east-1", credentials: ownKeys };
}
