import { analysisRequest, pendingItem, topicEvent } from "../lambdas/analysis/articles.ts";
import type { EmittingWorld } from "./emitting-world.ts";
import { run } from "./everything-emitted.ts";

/** More tickers than one transaction takes. */
const many = Array.from({ length: 14 }, (_, index) => `ZZ${String.fromCharCode(65 + index)}`);

/** A story comes twice, and another is refused after its first part. */
export async function analyzeWithFaults(world: EmittingWorld): Promise<void> {
  const timestamp = new Date(world.clock.now() - 60_000).toISOString();
  const once = analysisRequest({ timestamp, matched_tickers: ["MSFT"] });
  await world.put("items", { ...pendingItem(once), sources: once.sources });
  for (const _ of [1, 2]) await run(world, "analysis", topicEvent(once));

  const large = analysisRequest({ timestamp, source_id: `dedup:${"1".repeat(32)}`, matched_tickers: many });
  await world.put("items", { ...pendingItem(large), sources: large.sources });
  await world.platform.quiet();
  let transactions = 0;
  await world.refusing(
    ({ operation }) => operation === "TransactWriteItems" && ++transactions > 1,
    () => run(world, "analysis", topicEvent(large), { mustFail: true }),
  );
  await world.platform.quiet();
}
