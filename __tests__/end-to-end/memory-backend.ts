import { memoryAccount } from "../aws/memory-account.ts";
import type { AccountContent } from "./account-content.ts";
import type { AwsBackend } from "./aws-backend.ts";
import { secretText } from "./secret-values.ts";

/** The account in this process's memory. */
export async function memoryBackend({ tables, topics, secrets }: AccountContent): Promise<AwsBackend> {
  const empty = () =>
    memoryAccount({
      tables: Object.fromEntries(tables.map(({ address, definition }) => [address, definition])),
      topics: topics.map(({ address }) => address),
      secrets: Object.fromEntries(secrets.map(({ address, definition }) => [address, secretText(definition)])),
    });
  let account = empty();
  return {
    name: "memory",
    answer: async (call) => account.answer(call),
    async reset() {
      account = empty();
    },
    rows: async (tableName) => account.dynamoDb.rows(tableName),
    close: async () => undefined,
  };
}
