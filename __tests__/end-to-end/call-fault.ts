import { type AwsAnswer, awsError } from "../rig/aws-answer.ts";
import type { AwsCall } from "../rig/aws-call.ts";

/**
 * What can happen to a call to AWS. `partial`: a batch is done in part. `killed-*`: the process ends before the call is
 * carried out, or after it and before the answer. `answer-lost`: carried out, but the connection breaks.
 */
export const callFaultKinds = [
  "throttled",
  "server-error",
  "conflict",
  "condition-failed",
  "partial",
  "answer-lost",
  "killed-before",
  "killed-after",
] as const;

export type CallFaultKind = (typeof callFaultKinds)[number];

/** A fault that waits for a call of a function that it fits. */
export interface CallFault {
  readonly functionName: string;
  readonly kind: CallFaultKind;
  /** It waits for this call of the function in its round at least, counted from 1. */
  readonly fromCall: number;
  /** Calls that it hits, one after the other. */
  readonly times: number;
}

const conflicting = ["TransactWriteItems", "PutItem", "UpdateItem"];

/**
 * Whether a fault can happen to a call. Conditions are said to have failed only where the function reads again and
 * decides anew; DynamoDB never says so of a claim that nobody else has made.
 */
export function fits(kind: CallFaultKind, { service, operation, input }: AwsCall): boolean {
  if (kind === "partial") return operation === "PublishBatch" || operation === "BatchGetItem";
  if (kind === "conflict") return service === "DynamoDB" && conflicting.includes(operation);
  if (kind !== "condition-failed") return true;
  if (operation === "TransactWriteItems") return JSON.stringify(input).includes("-timeseries");
  return input.ConditionExpression !== undefined && String(input.TableName).endsWith("-items");
}

/** The answer that stands for a fault; undefined where the fault is none of an answer. */
export function faultyAnswer(kind: CallFaultKind, call: AwsCall): AwsAnswer | undefined {
  switch (kind) {
    case "throttled":
      return serviceError(call, "ThrottlingException", 400);
    case "server-error":
      return serviceError(call, "InternalServerError", 500);
    case "conflict":
      return call.operation === "TransactWriteItems"
        ? cancelled(call, "TransactionConflict")
        : awsError("TransactionConflictException");
    case "condition-failed":
      return call.operation === "TransactWriteItems"
        ? cancelled(call, "ConditionalCheckFailed")
        : awsError("ConditionalCheckFailedException");
    default:
      return undefined;
  }
}

function serviceError({ service }: AwsCall, code: string, status: number): AwsAnswer {
  if (service !== "SNS") return awsError(code, status);
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${code}</Message></Error>`;
  return { status, body: `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">${error}</ErrorResponse>` };
}

/** A transaction that its last write was refused of. */
function cancelled({ input }: AwsCall, code: string): AwsAnswer {
  const entries = (input.TransactItems as readonly unknown[]).length;
  const CancellationReasons = Array.from({ length: entries }, (_, index) => ({
    Code: index === entries - 1 ? code : "None",
  }));
  const type = "TransactionCanceledException";
  const message = `Transaction cancelled [${CancellationReasons.map(({ Code }) => Code).join(", ")}]`;
  return { status: 400, body: { __type: type, message, Message: message, CancellationReasons } };
}
