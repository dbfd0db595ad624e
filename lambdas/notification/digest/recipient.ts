import * as z from "zod/mini";
import { getItem, pages, queryPage, type Row } from "../../shared/aws/dynamodb.ts";
import { configurationPrefix, personPartition } from "../../shared/sentiment/configurations.ts";
import { tickerForm } from "../../shared/sentiment/tickers.ts";
import { profileKey } from "../../shared/sentiment/user-rows.ts";
import { configuration } from "../runtime.ts";
import type { Subscription } from "./subscriptions.ts";

const profileRow = z.object({
  email: z.nullish(z.email()),
  email_notifications_enabled: z.nullish(z.boolean()),
});

const configurationRow = z.object({
  SK: z.string(),
  tickers: z.array(z.object({ symbol: z.string().check(z.regex(tickerForm)) })),
});

/** Address of a person; undefined where there is none or they want no mails. */
export async function addressOf(userId: string): Promise<string | undefined> {
  const row = await getItem(configuration.USERS_TABLE, {
    Key: profileKey(userId),
    ProjectionExpression: "#email, #email_notifications_enabled",
    ExpressionAttributeNames: {
      "#email": "email",
      "#email_notifications_enabled": "email_notifications_enabled",
    },
  });
  const profile = profileRow.parse(row ?? {});
  return profile.email_notifications_enabled === false ? undefined : (profile.email ?? undefined);
}

/** Tickers of the active configurations that a digest is about: each once, sorted. */
export async function followedTickers({ userId, configurationIds }: Subscription): Promise<readonly string[]> {
  const rows: Row[] = [];
  const readPage = (startKey: Row | undefined) =>
    queryPage(configuration.USERS_TABLE, {
      KeyConditionExpression: "#PK = :person AND begins_with(#SK, :prefix)",
      FilterExpression: "#status = :active",
      ProjectionExpression: "#SK, #tickers",
      ExpressionAttributeNames: { "#PK": "PK", "#SK": "SK", "#status": "status", "#tickers": "tickers" },
      ExpressionAttributeValues: {
        ":person": personPartition(userId),
        ":prefix": configurationPrefix,
        ":active": "active",
      },
      ExclusiveStartKey: startKey,
    });
  for await (const { Items = [] } of pages(readPage)) rows.push(...Items);
  const included = rows
    .map((row) => configurationRow.parse(row))
    .filter(({ SK }) => configurationIds?.includes(SK.slice(configurationPrefix.length)) ?? true);
  return [...new Set(included.flatMap(({ tickers }) => tickers.map(({ symbol }) => symbol)))].sort();
}
