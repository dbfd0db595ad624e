import { type MemoryAccount, memoryAccount } from "../../__tests__/aws/memory-account.ts";
import { accountContent } from "../../__tests__/end-to-end/account-content.ts";
import { secretText } from "../../__tests__/end-to-end/secret-values.ts";
import { testValue } from "../../__tests__/helpers/test-value.ts";
import { configurationKey } from "../../lambdas/shared/sentiment/configurations.ts";
import { items, timeseries, users } from "../../lambdas/shared/sentiment/tables.ts";
import { functionsOf } from "../../modules/synthesis/stack-definition.ts";
import { stacks } from "../../stacks/index.ts";

export type BenchAccount = MemoryAccount;

const nameOf = (definition: typeof items | typeof timeseries | typeof users) =>
  testValue({ kind: "table", table: definition, actions: [], queriedIndexes: [] });

/** Names of the tables that benches fill and look at. */
export const tableNames = { items: nameOf(items), timeseries: nameOf(timeseries), users: nameOf(users) };

/** An account with everything that the functions reach, without content. */
export function emptyBenchAccount(): BenchAccount {
  const { tables, topics, secrets } = accountContent(functionsOf(stacks).map(({ contract }) => contract));
  return memoryAccount({
    tables: Object.fromEntries(tables.map(({ address, definition }) => [address, definition])),
    topics: topics.map(({ address }) => address),
    secrets: Object.fromEntries(secrets.map(({ address, definition }) => [address, secretText(definition)])),
  });
}

/** Tickers `AAA`, `AAB` and so on. */
export function tickers(count: number): readonly string[] {
  const letter = (index: number) => String.fromCharCode(65 + (index % 26));
  return Array.from({ length: count }, (_, index) =>
    [Math.floor(index / 676), Math.floor(index / 26), index].map(letter).join(""),
  );
}

/** Stores configurations of other people that together follow these tickers, five each. */
export function follow(account: BenchAccount, followed: readonly string[]): void {
  const now = new Date().toISOString();
  for (let first = 0; first < followed.length; first += 5) {
    account.dynamoDb.put(tableNames.users, {
      ...configurationKey(`person-${first}`, `configuration-${first}`),
      entity_type: "CONFIGURATION",
      status: "active",
      config_id: `configuration-${first}`,
      name: "Followed",
      tickers: followed.slice(first, first + 5).map((symbol) => ({ symbol, added_at: now })),
      timeframe_days: 7,
      include_extended_hours: false,
      created_at: now,
      updated_at: now,
    });
  }
}
