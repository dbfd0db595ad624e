import { NotUnderstoodError } from "../not-understood.ts";
import { textParameter } from "../parameters.ts";
import type { ServicePermissions } from "../required-permissions.ts";

const actions: Readonly<Record<string, string>> = {
  ChangeMessageVisibility: "sqs:ChangeMessageVisibility",
  DeleteMessage: "sqs:DeleteMessage",
  DeleteMessageBatch: "sqs:DeleteMessage",
  GetQueueAttributes: "sqs:GetQueueAttributes",
  ReceiveMessage: "sqs:ReceiveMessage",
  SendMessage: "sqs:SendMessage",
  SendMessageBatch: "sqs:SendMessage",
};

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html */
export const sqsPermissions: ServicePermissions = (call) => {
  const action = Object.hasOwn(actions, call.operation) ? actions[call.operation] : undefined;
  if (action === undefined) return undefined;
  const url = textParameter(call, "QueueUrl");
  const [, account, name] = /\/(\d{12})\/([\w.-]+)$/.exec(url) ?? [];
  if (account === undefined || name === undefined) throw new NotUnderstoodError(`the queue "${url}"`);
  return [{ action, resource: `arn:aws:sqs:${call.region}:${account}:${name}` }];
};
