import type { ExpectedStory } from "./expected-stories.ts";
import { recomputedBuckets, rounded } from "./recomputed-buckets.ts";
import { type StoredItem, storedBucket, storedItem } from "./stored-rows.ts";
import type { World } from "./world.ts";

/** What is wrong with the rows of items and buckets, in words, where some stories were told. */
export async function wrongRows(world: World, expected: readonly ExpectedStory[]): Promise<readonly string[]> {
  const [itemRows, bucketRows] = await Promise.all([world.rows("items"), world.rows("timeseries")]);
  const malformed = itemRows.flatMap((row) => {
    const { error } = storedItem.safeParse(row);
    return error === undefined
      ? []
      : [`item ${row.source_id} (${row.status}): ${error.issues.map(({ path }) => path)}`];
  });
  const items = itemRows.flatMap((row) => storedItem.safeParse(row).data ?? []);
  return [...malformed, ...wrongStories(items, expected), ...wrongBuckets(items, bucketRows)];
}

function wrongStories(items: readonly StoredItem[], expected: readonly ExpectedStory[]): readonly string[] {
  const left = new Map(items.map((item) => [item.source_id, item]));
  const wrong: string[] = items.length === left.size ? [] : ["a story has more than one item"];
  for (const { source_id, sources } of expected) {
    const item = left.get(source_id);
    left.delete(source_id);
    if (item === undefined) wrong.push(`story ${source_id} is lost`);
    else if (item.sources.toSorted().join() !== sources.join())
      wrong.push(`story ${source_id} is told by ${sources}, stored for ${item.sources}`);
  }
  return [...wrong, ...[...left.keys()].map((id) => `story ${id} was told by nobody`)];
}

function wrongBuckets(
  items: readonly StoredItem[],
  rows: readonly Readonly<Record<string, unknown>>[],
): readonly string[] {
  const { certain, uncertain } = recomputedBuckets(items);
  const stored = new Map(rows.map((row) => [`${row.PK} ${row.SK}`, row]));
  const missing = [...certain.keys()].filter((key) => !stored.has(key)).map((key) => `bucket ${key} is missing`);
  const wrong = [...stored].flatMap(([key, row]) => {
    const expected = certain.get(key);
    if (expected === undefined) return uncertain.has(key) ? [] : [`bucket ${key} belongs to no item`];
    const { PK: _PK, SK: _SK, ...bucket } = storedBucket.parse(row);
    const [found, wanted] = [inOneOrder({ ...bucket, sum: rounded(bucket.sum) }), inOneOrder({ ...expected })];
    return found === wanted ? [] : [`bucket ${key} is ${found}, expected ${wanted}`];
  });
  return [...missing, ...wrong];
}

function inOneOrder({ label_counts, ...bucket }: Readonly<Record<string, unknown>>): string {
  const sorted = (value: object) => Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify({ ...sorted(bucket), label_counts: sorted(label_counts as object) });
}
