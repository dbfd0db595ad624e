import { isConditionFailure, pages, putItem, queryPage, type Row, updateItem } from "../shared/aws/dynamodb.ts";
import { type NewsSource, newsSources, type SourceAttribution } from "../shared/sentiment/items.ts";
import { storyId } from "../shared/sentiment/story.ts";
import { OutOfTimeError, StoryConflictError } from "./errors.ts";
import { configuration, traced } from "./runtime.ts";
import { attributionsOf, type NewItem, newItem, type Story } from "./story.ts";

/** What became of the stories so far. Filled while storing, so that nothing is lost where storing stops early. */
export interface StoreTally {
  /** Rows that this run created. */
  readonly created: NewItem[];
  /** Sources that were added to rows of another source. */
  attributed: number;
  /** Articles that created no row. */
  duplicates: number;
}

/** Stories that are stored at the same time. */
const parallelStories = 16;

/** Attempts on a story that changes while it is stored. */
const storeAttempts = 3;

/**
 * Sources that a story is known to be stored with, by story id. Every run fetches seven days again: without this
 * memory, a thousand articles are looked up 288 times a day. Rows outlive the seven days, so it never goes stale.
 */
const storedSources = new Map<string, ReadonlySet<NewsSource>>();
const rememberedStories = 20_000;

/**
 * Stores new stories and adds sources to known ones.
 *
 * @param tally counts what was done, in every outcome.
 * @param timeLeft milliseconds that storing may still take.
 * @throws the first error of a story, and OutOfTimeError where stories are left; no further story is begun then.
 */
export function storeStories(
  stories: readonly Story[],
  now: Date,
  tally: StoreTally,
  timeLeft: () => number,
): Promise<void> {
  return traced("store_articles", async (annotate) => {
    const unseen = stories.filter((story) => !isStored(story));
    for (const { articles } of stories.filter(isStored)) tally.duplicates += articles.length;
    const waiting = unseen.values();
    const failures: unknown[] = [];
    const worker = async () => {
      for (const story of waiting) {
        if (failures.length > 0) return;
        if (timeLeft() <= 0) {
          failures.push(new OutOfTimeError("Stories are left to store: the next run fetches them again"));
          return;
        }
        await storeStory(story, now, tally).catch((error: unknown) => failures.push(error));
      }
    };
    await Promise.all(Array.from({ length: parallelStories }, worker));
    annotate({
      story_count: stories.length,
      new_count: tally.created.length,
      known_count: stories.length - unseen.length,
      attributed_count: tally.attributed,
    });
    if (failures.length > 0) throw failures[0];
  });
}

function isStored({ key, articles }: Story): boolean {
  const sources = storedSources.get(storyId(key));
  return sources !== undefined && articles.every(({ source }) => sources.has(source));
}

function remember(id: string, sources: readonly NewsSource[]): void {
  if (storedSources.size >= rememberedStories) storedSources.clear();
  storedSources.set(id, new Set(sources));
}

async function storeStory(story: Story, now: Date, tally: StoreTally): Promise<void> {
  for (let attempt = 1; attempt <= storeAttempts; attempt++) {
    try {
      const row = await findRow(storyId(story.key), attempt > 1);
      if (row === undefined) await createRow(story, now, tally);
      else await addSources(story, row, now, tally);
      return;
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
    }
  }
  throw new StoryConflictError(`A story changed in each of ${storeAttempts} attempts to store it`);
}

interface StoredRow {
  readonly timestamp: string;
  readonly sources: readonly NewsSource[];
}

/** A story's row by its id alone: sources disagree on the second of publication, which is the sort key. */
async function findRow(id: string, consistent: boolean): Promise<StoredRow | undefined> {
  const rows: Row[] = [];
  const readPage = (startKey: Row | undefined) =>
    queryPage(configuration.ITEMS_TABLE, {
      KeyConditionExpression: "#source_id = :id",
      ProjectionExpression: "#timestamp, #sources",
      ExpressionAttributeNames: { "#source_id": "source_id", "#timestamp": "timestamp", "#sources": "sources" },
      ExpressionAttributeValues: { ":id": id },
      ConsistentRead: consistent,
      ExclusiveStartKey: startKey,
    });
  for await (const { Items = [] } of pages(readPage)) rows.push(...Items);
  const [first] = rows;
  if (first === undefined) return undefined;
  const sources = rows.flatMap(({ sources }) => (Array.isArray(sources) ? sources : []));
  return { timestamp: String(first.timestamp), sources: newsSources.filter((source) => sources.includes(source)) };
}

async function createRow(story: Story, now: Date, tally: StoreTally): Promise<void> {
  const item = newItem(story, now);
  await putItem(configuration.ITEMS_TABLE, {
    Item: { ...item },
    ConditionExpression: "attribute_not_exists(#source_id)",
    ExpressionAttributeNames: { "#source_id": "source_id" },
  });
  tally.created.push(item);
  tally.duplicates += story.articles.length - 1;
  remember(item.source_id, item.sources);
}

async function addSources(story: Story, row: StoredRow, now: Date, tally: StoreTally): Promise<void> {
  const attributions = attributionsOf(story, now);
  const missing = [...attributions].filter(([source]) => !row.sources.includes(source));
  for (const [source, attribution] of missing) {
    await addSource(storyId(story.key), row.timestamp, source, attribution, now);
    tally.attributed += 1;
  }
  tally.duplicates += story.articles.length;
  remember(storyId(story.key), [...row.sources, ...missing.map(([source]) => source)]);
}

async function addSource(
  id: string,
  timestamp: string,
  source: NewsSource,
  attribution: SourceAttribution,
  now: Date,
): Promise<void> {
  await updateItem(configuration.ITEMS_TABLE, {
    Key: { source_id: id, timestamp },
    UpdateExpression:
      "SET #sources = list_append(#sources, :sources), #source_attribution.#source = :attribution, #updated_at = :now",
    ConditionExpression: "attribute_exists(#source_id) AND NOT contains(#sources, :source)",
    ExpressionAttributeNames: {
      "#source_id": "source_id",
      "#sources": "sources",
      "#source_attribution": "source_attribution",
      "#source": source,
      "#updated_at": "updated_at",
    },
    ExpressionAttributeValues: {
      ":sources": [source],
      ":source": source,
      ":attribution": attribution,
      ":now": now.toISOString(),
    },
  });
}
