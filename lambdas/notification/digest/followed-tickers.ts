import * as z from "zod/mini";
import { pages, queryPage, type Row } from "../../shared/aws/dynamodb.ts";
import { configurationPrefix, personPartition } from "../../shared/sentiment/configurations.ts";
import { tickerForm } from "../../shared/sentiment/tickers.ts";
import { configuration } from "../runtime.ts";
import type { Subscription } from "./subscriptions.ts";

const configurationRow = z.object({
  SK: z.string(),
  tickers: z.array(z.object({ symbol: z.string().check(z.regex(tickerForm)) })),
});

/** Tickers of the configurations that a digest is about: each once, sorted. */
export async function followedTickers({ userId, configurationIds }: Subscription): Promise<readonly string[]> {
  const rows: Row[] = [];
  const readPage = (startKey: Row | undefined) =>
    queryPage(configuration.USERS_TABLE, {
      KeyConditionExpression: "#PK = :person AND begins_with(#SK, :prefix)",
      ProjectionExpression: "#SK, #tickers",
      ExpressionAttributeNames: { "#PK": "PK", "#SK": "SK", "#tickers": "tickers" },
      ExpressionAttributeValues: {
        ":person": personPartition(userId),
        ":prefix": configurationPrefix,
      },
      ExclusiveStartKey: startKey,
    });
  for await (const { Items = [] } of pages(readPage)) rows.push(...Items);
  const included = rows
    .map((row) => configurationRow.parse(row))
    .filter(({ SK }) => configurationIds?.includes(SK.slice(configurationPrefix.length)) ?? true);
  return [...new Set(included.flatMap(({ tickers }) => tickers.map(({ symbol }) => symbol)))].sort();
}
