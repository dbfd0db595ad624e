import type { TableDefinition } from "../../lambdas/shared/contract/index.ts";
import { items } from "../../lambdas/shared/sentiment/tables.ts";
import { type MemoryAccount, memoryAccount } from "./memory-account.ts";

type Body = Readonly<Record<string, unknown>>;

/** A story's key. */
export const storyKey = { source_id: { S: "dedup:1" }, timestamp: { S: "2026-01-05T12:00:00.000Z" } };

/** An account whose table `t` is that of the stories, unless another definition is given. */
export function accountWithTable(definition: TableDefinition = items): MemoryAccount {
  return memoryAccount({ tables: { t: definition } });
}

/** Sends a request on table `t`; gives back the answer, or the error's type and message. */
export function send(account: MemoryAccount, operation: string, input: Body): Body {
  const isOnTable = !/^(?:Batch|Transact)/.test(operation);
  const request = isOnTable ? { TableName: "t", ...input } : input;
  const { status = 200, body } = account.answer({ service: "DynamoDB", operation, input: request });
  const answer = body as Body;
  return status === 200 ? answer : { ...answer, error: answer.__type };
}

/** The message of a refusal; undefined where the request was taken. */
export function refusal(account: MemoryAccount, operation: string, input: Body): string | undefined {
  const { error, message } = send(account, operation, input);
  return error === undefined ? undefined : `${error}: ${message}`;
}
