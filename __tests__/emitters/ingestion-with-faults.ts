import { scheduledEvent } from "../end-to-end/events.ts";
import type { PlannedStory } from "../end-to-end/planned-story.ts";
import type { AwsCall } from "../rig/aws-call.ts";
import type { EmittingWorld } from "./emitting-world.ts";
import { followed, run } from "./everything-emitted.ts";

const minute = 60_000;

/** Headlines that score as positive, negative and neutral. */
const headlines = [
  "Record profit beats every estimate, strong growth",
  "Shares plunge after fraud investigation and heavy losses",
  "Company announces the date of its annual meeting",
] as const;

function story(index: number, headline: string): PlannedStory {
  const telling = { headline, publishedBefore: (index + 1) * minute };
  return {
    index,
    description: "",
    tickers: [...followed],
    fromRun: 0,
    tiingo: telling,
    // One of the sources alone tells some of them.
    ...(index === 0 ? { finnhub: telling } : {}),
    timeFormat: "zone",
    defect: "none",
  };
}

/** A story that waits for its score since yesterday. */
const overdue = { source_id: `dedup:${"0".repeat(32)}`, status: "pending", matched_tickers: ["AAPL"] };

/** A run without faults, one in which AWS refuses all that can be survived, and two that no source answers. */
export async function ingestWithFaults(world: EmittingWorld): Promise<void> {
  const { news, clock, platform } = world;
  news.tell(
    headlines.map((headline, index) => story(index, headline)),
    clock.now(),
  );
  await run(world, "ingestion", scheduledEvent(clock.now()));
  await platform.quiet();

  const yesterday = new Date(clock.now() - 1_440 * minute).toISOString();
  await world.put("items", { ...overdue, timestamp: yesterday, ingested_at: yesterday });
  news.tell([story(9, "Company opens an office")], clock.now());
  await world.refusing(isSurvived, () => run(world, "ingestion", scheduledEvent(clock.now()), { mustFail: true }));

  news.fail([
    { source: "tiingo", kind: "429", fromCall: 1, times: 100 },
    { source: "finnhub", kind: "429", fromCall: 1, times: 100 },
  ]);
  // News count as missing from the second run on.
  await run(world, "ingestion", scheduledEvent(clock.now()), { mustFail: true });
  await run(world, "ingestion", scheduledEvent(clock.now()), { mustFail: true });
  news.fail([]);
  await platform.quiet();
}

/** States of sources, the audit trail, stories that wait for too long, and every message. */
function isSurvived({ service, operation, input }: AwsCall): boolean {
  if (service === "SNS") return true;
  const text = JSON.stringify(input);
  const isOfRun = text.includes("CIRCUIT#") || text.includes("COLLECTION#");
  return isOfRun || (operation === "GetItem" && text.includes(overdue.source_id));
}
