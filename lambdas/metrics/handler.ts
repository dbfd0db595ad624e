import { pages, queryIndexPage } from "../shared/aws/dynamodb.ts";
import { lambda } from "../shared/lambda.ts";
import { cloudWatchMetrics } from "../shared/metrics/cloudwatch-api.ts";
import { metrics as contract } from "./contract.ts";

const { configuration, metrics, traced, logger, flushMetrics, handler: handle } = lambda(contract, cloudWatchMetrics());

/**
 * Counts the items that were ingested before `limit` (ISO 8601, UTC) and still have no score. The service reads every
 * item that waits, so the cost is linear in their number; only their count travels.
 */
function countStuckItems(limit: string): Promise<number> {
  return traced("query_stuck_items", async (annotate) => {
    const started = performance.now();
    let count = 0;
    const readPage = (startKey: Readonly<Record<string, unknown>> | undefined) =>
      queryIndexPage(configuration.ITEMS_TABLE, "by_status", {
        KeyConditionExpression: "#status = :pending",
        FilterExpression: "#ingested_at < :limit",
        ExpressionAttributeNames: { "#status": "status", "#ingested_at": "ingested_at" },
        ExpressionAttributeValues: { ":pending": "pending", ":limit": limit },
        Select: "COUNT",
        ExclusiveStartKey: startKey,
      });
    for await (const page of pages(readPage)) count += page.Count ?? 0;
    annotate({ item_count: count, query_duration_ms: Math.round(performance.now() - started) });
    return count;
  });
}

export const handler = handle(async () => {
  const minutes = configuration.STUCK_AFTER_MINUTES;
  const stuck = await countStuckItems(new Date(Date.now() - minutes * 60_000).toISOString());
  metrics.StuckItems(stuck);
  metrics.EmissionHeartbeat(1);
  await traced("publish_metrics", () => flushMetrics());
  logger.info("stuck items counted", { stuck_items: stuck, stuck_after_minutes: minutes });
  return { stuck_items: stuck, stuck_after_minutes: minutes };
});
