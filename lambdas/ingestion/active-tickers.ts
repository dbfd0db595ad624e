import * as z from "zod/mini";
import { pages, queryIndexPage } from "../shared/aws/dynamodb.ts";
import { configuration, traced } from "./runtime.ts";
import { tickersOf } from "./tickers.ts";

/** A ticker in a person's configuration: a map with its symbol, or the bare symbol. */
const entry = z.union([z.string(), z.object({ symbol: z.string() })]);

/**
 * The tickers of all active configurations: upper case, each once, sorted.
 *
 * @throws the SDK's error where the configurations cannot be read; an empty list would look like nothing to do.
 */
export function activeTickers(): Promise<readonly string[]> {
  return traced("get_active_tickers", async (annotate) => {
    const entries: unknown[] = [];
    let configurations = 0;
    for await (const { Items = [] } of pages(readPage)) {
      configurations += Items.length;
      entries.push(...Items.flatMap(({ tickers }) => (Array.isArray(tickers) ? tickers : [])));
    }
    const symbols = entries.map(symbolOf);
    const tickers = tickersOf(symbols);
    const skipped = symbols.filter((symbol) => tickersOf([symbol]).length === 0).length;
    annotate({ configuration_count: configurations, ticker_count: tickers.length, skipped_count: skipped });
    return tickers;
  });
}

function readPage(startKey: Readonly<Record<string, unknown>> | undefined) {
  return queryIndexPage(configuration.USERS_TABLE, "by_entity_status", {
    KeyConditionExpression: "#entity_type = :configuration AND #status = :active",
    ProjectionExpression: "#tickers",
    ExpressionAttributeNames: { "#entity_type": "entity_type", "#status": "status", "#tickers": "tickers" },
    ExpressionAttributeValues: { ":configuration": "CONFIGURATION", ":active": "active" },
    ExclusiveStartKey: startKey,
  });
}

/** Empty where the entry is neither form. */
function symbolOf(value: unknown): string {
  const { data } = entry.safeParse(value);
  if (data === undefined) return "";
  return typeof data === "string" ? data : data.symbol;
}
