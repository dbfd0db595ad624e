import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { finnhubSecret, tiingoSecret } from "../../lambdas/shared/sentiment/secrets.ts";
import { storedShare } from "../../modules/cost/usage/logs.ts";
import type { Grant } from "../../rehearsal/iam/grants.ts";
import { platformGrants } from "../../rehearsal/iam/platform-grants.ts";
import { logBytesPerInvocation } from "../../stacks/sentiment/log-volumes.ts";
import { metricsOfCall } from "../rig/aws-call.ts";
import { packaged } from "../rig/test-rig.ts";
import { ask, doors } from "./dashboard-requests.ts";
import type { EnforcedPermissions } from "./enforce-permissions.ts";
import { enforcedPermissions } from "./enforced-permissions.ts";
import { expectedStories } from "./expected-stories.ts";
import { forbiddenIn } from "./forbidden-texts.ts";
import { followed, liveThroughNewsDay, type NewsDay, reader, signedIn, stories, streamed } from "./news-day.ts";
import { runRareErrands } from "./rare-errands.ts";
import { recomputedBuckets, rounded } from "./recomputed-buckets.ts";
import { secretField, secretMarker } from "./secret-values.ts";
import { type StoredItem, storedBucket, storedItem } from "./stored-rows.ts";
import { type OpenBackend, openWorld, type World } from "./world.ts";

export interface WholeSystemProps {
  /** Name of the account that it lives in. */
  readonly on: string;
  readonly openBackend: OpenBackend;
  /** How many times as fast as on this host time passes. */
  readonly rate: number;
}

/** Functions that answer at once; what a stream logs depends on how long it lasts, and a test of its own measures it. */
const briefFunctions = ["ingestion", "analysis", "notification", "dashboard", "metrics"] as const;

const functionNames = [...briefFunctions, "sse-streaming"];

const resolutions = ["1m", "5m", "10m", "1h", "3h", "6h", "12h", "24h"] as const;
const day = 86_400_000;

/** The tests of the whole system: a day without any fault, through all six functions. */
export function wholeSystem({ on, openBackend, rate }: WholeSystemProps): void {
  describe(`the whole system on ${on}`, () => {
    let world: World;
    let permissions: EnforcedPermissions;
    let newsDay: NewsDay;
    let items: readonly StoredItem[];
    let buckets: readonly (typeof storedBucket)["_output"][];
    beforeAll(async () => {
      const settings = { "sse-streaming": { SSE_POLL_INTERVAL_SECONDS: 1 } };
      permissions = enforcedPermissions();
      const { refuse } = permissions;
      world = await openWorld({ functions: await packaged(...functionNames), openBackend, rate, settings, refuse });
      newsDay = await liveThroughNewsDay(world).catch((error: unknown) => {
        throw new Error(`The day ended early; denied: ${JSON.stringify(permissions.denied())}`, { cause: error });
      });
      items = (await world.rows("items")).map((row) => storedItem.parse(row));
      buckets = (await world.rows("timeseries")).map((row) => storedBucket.parse(row));
    }, 240_000);
    afterAll(() => world?.close());

    it("articles come in, and each story is one item with one score", () => {
      const expected = expectedStories(stories, newsDay.begin, followed);

      const found = items.map(({ source_id, sources }) => ({ source_id, sources: [...sources].sort() }));

      expect(expected.length).toBeGreaterThan(8);
      expect(inOrder(found)).toEqual(inOrder(expected));
    });

    it("each provider is asked with its own key, which stands in no address", () => {
      const { requests } = world.newsServer;

      const keys = requests.map(({ path, headers }) =>
        path.startsWith("/tiingo") ? headers.authorization : headers["x-finnhub-token"],
      );

      const [tiingo, finnhub] = [secretField(tiingoSecret, "api_key"), secretField(finnhubSecret, "api_key")];
      expect(new Set(keys)).toEqual(new Set([`Token ${tiingo}`, finnhub]));
      expect(JSON.stringify(requests.map(({ path, query }) => [path, query]))).not.toContain(secretMarker);
    });

    it("D10: buckets hold what adding the items up anew gives", () => {
      const { certain, uncertain } = recomputedBuckets(items);

      const found = buckets.map(({ PK, SK, ...bucket }) => [`${PK} ${SK}`, { ...bucket, sum: rounded(bucket.sum) }]);

      expect(uncertain.size).toBeLessThan(certain.size / 10);
      expect(Object.fromEntries(found.filter(([key]) => !uncertain.has(String(key))))).toEqual(
        Object.fromEntries(certain),
      );
    });

    it.each(doors)("the articles of the REST answer are those of the table: %o", async (door) => {
      const path = "/api/v2/articles";

      const { status, body } = await ask(world, { path, query: { limit: "100" }, token: newsDay.token }, door);

      expect(status).toBe(200);
      expect(body.articles.map(essence)).toEqual(items.toSorted(newestFirst).map(essence));
    });

    it.each(resolutions)("the time series of the REST answers are those of the table: %s", async (resolution) => {
      const query = { resolution, tickers: followed.join(","), limit: "250" };

      const { body } = await ask(world, { path: "/api/v2/timeseries/batch", query });
      const alone = await ask(world, {
        path: `/api/v2/timeseries/${followed[0]}`,
        query: { resolution, limit: "1000" },
      });

      for (const ticker of followed) {
        const stored = buckets.filter(({ PK }) => PK === `${ticker}#${resolution}`);
        const { buckets: complete, partial_bucket } = body[ticker];
        const told = [...complete, ...(partial_bucket === null ? [] : [partial_bucket])];
        expect(told.map(answeredBucket)).toEqual(stored.toSorted((a, b) => (a.SK < b.SK ? -1 : 1)).map(rowBucket));
      }
      expect(alone.body.buckets).toEqual(body[followed[0]].buckets);
    });

    it("the counts of the REST answer are those of the table", async () => {
      const now = world.clock.now();

      const { body } = await ask(world, { path: "/api/v2/metrics", query: { hours: "168" }, token: newsDay.token });

      const counted = items.filter(({ timestamp }) => Date.parse(timestamp) >= now - 7 * day);
      expect(body).toMatchObject({ total: counted.length, ...labels(counted) });
      expect(body.recent_items).toHaveLength(Math.min(20, items.length));
    });

    it("the events of a stream that was open meanwhile end with what the table holds", () => {
      const { status, events } = newsDay.stream;

      const about = items.filter(({ matched_tickers }) => followed.some((ticker) => matched_tickers.includes(ticker)));
      const recent = about.filter(({ timestamp }) => Date.parse(timestamp) >= newsDay.begin - day + 600_000);
      const lastMetrics = events.findLast(({ type }) => type === "metrics");
      const latest = new Map(
        events
          .filter(({ type }) => type === "bucket_update")
          .map(({ data }) => [`${data.ticker}#${data.resolution} ${data.bucket.start}`, data.bucket]),
      );
      expect(status).toBe(200);
      expect(lastMetrics?.data).toMatchObject({ total: recent.length, ...labels(recent) });
      for (const ticker of followed) {
        for (const resolution of streamed) {
          const stored = buckets
            .filter(({ PK }) => PK === `${ticker}#${resolution}`)
            .sort((a, b) => (a.SK < b.SK ? 1 : -1));
          for (const row of stored.slice(0, 2)) {
            const { start, average, count, open, high, low, close } = latest.get(`${row.PK} ${row.SK}`);
            expect({ start, average: rounded(average), count, open, high, low, close }).toEqual({
              start: row.SK,
              average: rounded(row.sum / row.count),
              count: row.count,
              open: row.open,
              high: row.high,
              low: row.low,
              close: row.close,
            });
          }
        }
      }
      expect(events.at(-1)?.type).toBe("done");
    });

    it("the stream of a configuration tells every score of its tickers once", () => {
      const { status, events, configurationId } = newsDay.configurationStream;

      const told = events.filter(({ type }) => type === "sentiment_update").map(({ data }) => data);

      const recent = items.filter(({ timestamp }) => Date.parse(timestamp) >= newsDay.begin - day + 600_000);
      const expected = recent.flatMap(({ source_id, sources: [source], matched_tickers, polarity, sentiment, score }) =>
        matched_tickers
          .filter((ticker) => followed.some((each) => each === ticker))
          .map((ticker) => ({ source_id, ticker, score: polarity, label: sentiment, confidence: score, source })),
      );
      expect(status).toBe(200);
      expect(told).toHaveLength(expected.length);
      for (const update of expected)
        expect(told).toContainEqual(expect.objectContaining({ ...update, config_id: configurationId }));
    });

    it("one mail goes out for the one digest that is due, however often the schedule comes", () => {
      const { faults } = world.mails;

      const digests = mailsTo(world, reader.email);

      expect(faults).toEqual([]);
      expect(digests).toHaveLength(1);
      for (const ticker of followed) for (const text of digests[0] ?? []) expect(text).toContain(ticker);
    });

    it("one mail signs in, one tells of the alert, and nobody else gets any", () => {
      const [link, alert, ...others] = mailsTo(world, signedIn.email);

      expect(link?.join()).toContain(newsDay.signIn.linkToken);
      expect(alert?.join()).toContain(followed[0]);
      expect(others).toEqual([]);
      expect(newsDay.signIn.secondUse).toBe(409);
      expect(world.mails.mails).toHaveLength(3);
    });

    it("the metrics function finds nothing stuck and sends its heartbeat", () => {
      const sent = world.aws.calls
        .filter(({ functionName }) => functionName === "metrics")
        .flatMap(({ call }) => metricsOfCall(call));

      expect(sent.map(({ name, values }) => [name, ...values])).toEqual([
        ["StuckItems", 0],
        ["EmissionHeartbeat", 1],
      ]);
    });

    it.each(briefFunctions)("the bill foresees what %s logs", (name) => {
      const { invocations, text } = world.logged(name);

      const perInvocation = Buffer.byteLength(text) / invocations;

      expect(perInvocation).toBeLessThanOrEqual(logBytesPerInvocation[name]);
      expect(perInvocation).toBeGreaterThan(logBytesPerInvocation[name] / 2);
    });

    it("the bill foresees how much of it is stored, compressed and with 26 bytes for each line", () => {
      const texts = briefFunctions.map((name) => world.logged(name).text);

      const stored = texts.map((text) => gzipSync(text, { level: 6 }).length + 26 * text.split("\n").length);

      const share = stored.reduce((sum, bytes) => sum + bytes, 0) / Buffer.byteLength(texts.join(""));
      expect(share).toBeLessThanOrEqual(storedShare);
      expect(share).toBeGreaterThan(storedShare / 2);
    });

    it("D34: no secret, token, address or text of an article is in any log line", async () => {
      const output = newsDay.output();

      const found = forbiddenIn(output, {
        token: newsDay.token,
        "token of a session": newsDay.signIn.token,
        "token of a link": newsDay.signIn.linkToken,
      });

      expect(output.split("\n").length).toBeGreaterThan(50);
      expect(found).toEqual([]);
    });

    it("least privilege: after a few rare errands nothing was denied, and each grant was used, but for those of the platform", async () => {
      const errands = await runRareErrands(world, newsDay);

      const unused = await permissions.unused(functionNames);
      const isOfPlatform = ({ action }: Grant) => platformGrants.some((each) => each.action.test(action));
      expect(errands).toEqual({ configurations: 200, prices: 200, signOut: 204, lateStory: "analyzed" });
      expect(permissions.denied()).toEqual([]);
      expect(unused.filter((grant) => !isOfPlatform(grant))).toEqual([]);
      for (const { action } of platformGrants) expect(unused.some((grant) => action.test(grant.action))).toBe(true);
    });

    it("least privilege: without any grant of its own calls a function would have been refused, but for what topics allow too", async () => {
      const dispensable = await permissions.dispensable(functionNames);

      const ofCalls = dispensable.filter(({ action }) => !platformGrants.some((each) => each.action.test(action)));
      expect(new Set(ofCalls.map(({ action }) => action))).toEqual(new Set(["sns:Publish"]));
    });
  });
}

/** Texts of the mails to an address, plain and HTML, in the order of their arrival. */
function mailsTo({ mails: { mails } }: World, email: string): readonly (readonly string[])[] {
  return mails
    .filter(({ personalizations }) => personalizations.some(({ to }) => to.some((each) => each.email === email)))
    .map(({ content }) => content.map(({ value }) => value));
}

function inOrder<T extends { readonly source_id: string }>(values: readonly T[]): readonly T[] {
  return values.toSorted((a, b) => (a.source_id < b.source_id ? -1 : 1));
}

function newestFirst(one: StoredItem, other: StoredItem): number {
  return one.timestamp < other.timestamp ? 1 : -1;
}

function essence({ source_id, timestamp, headline, sentiment, score, polarity, matched_tickers }: StoredItem) {
  return { source_id, timestamp, headline, sentiment, score, polarity, matched_tickers };
}

function labels(counted: readonly StoredItem[]): Readonly<Record<StoredItem["sentiment"], number>> {
  const labelled = (label: string) => counted.filter(({ sentiment }) => sentiment === label).length;
  return { positive: labelled("positive"), neutral: labelled("neutral"), negative: labelled("negative") };
}

type AnsweredBucket = Readonly<Record<"open" | "high" | "low" | "close" | "avg" | "count", number>> & {
  readonly timestamp: string;
};

function answeredBucket({ timestamp, open, high, low, close, avg, count }: AnsweredBucket) {
  return { timestamp, open, high, low, close, avg: rounded(avg), count };
}

function rowBucket({ SK, open, high, low, close, sum, count }: (typeof storedBucket)["_output"]) {
  return { timestamp: SK, open, high, low, close, avg: rounded(sum / count), count };
}
