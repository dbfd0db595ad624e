import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { analysis as contract } from "../../../lambdas/analysis/contract.ts";
import { lexiconScorer } from "../../../lambdas/analysis/lexicon/lexicon-scorer.ts";
import { type AnalysisRequest, sentimentLabels } from "../../../lambdas/shared/sentiment/items.ts";
import { bucketExpiry, bucketStart, resolutionNames } from "../../../lambdas/shared/sentiment/resolutions.ts";
import { lambdaContext, stubLambdaEnvironment } from "../../helpers/lambda-environment.ts";
import { analysisRequest, pendingItem, topicEvent } from "./articles.ts";
import { mockedTopics } from "./mocked-topics.ts";
import { type Fault, transactionalTables } from "./transactional-tables.ts";

vi.mock("../../../lambdas/shared/back-off.ts", () => ({ backOff: () => new Promise(setImmediate) }));
stubLambdaEnvironment(contract);
const { handler } = await import("../../../lambdas/analysis/handler.ts");
const client = mockClient(DynamoDBDocumentClient);
mockedTopics();
const now = Date.parse("2026-01-05T12:00:00.000Z");
vi.useFakeTimers({ now, toFake: ["Date"] });

const texts = [
  "Shares surge after record profit",
  "Profit warning, shares plunge",
  "Costs fall slightly",
  "The company holds its meeting on Tuesday",
  "Downgrade hits shares, but revenue beat expectations",
];
const tickers = ["AAPL", "MSFT", "TSLA"];

/** Articles of the last ten hours, many of them in the same buckets, some at the same instant. */
const articles = fc
  .array(
    fc.record({
      minutesAgo: fc.integer({ min: 0, max: 600 }),
      text: fc.constantFrom(...texts),
      matched_tickers: fc.subarray(tickers),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((list) =>
    list.map(({ minutesAgo, text, matched_tickers }, index) =>
      analysisRequest({
        source_id: `dedup:${index}`,
        timestamp: new Date(now - minutesAgo * 60_000).toISOString(),
        text_for_analysis: text,
        matched_tickers,
      }),
    ),
  );

const faults = fc.array(fc.constantFrom<Fault>("none", "conflict", "lost-answer", "crash"), { maxLength: 12 });

/** What a bucket has to hold, computed from all its articles at once. */
function bucketsOver(requests: readonly AnalysisRequest[]) {
  const places = tickers.flatMap((ticker) => resolutionNames.map((resolution) => ({ ticker, resolution })));
  return places.flatMap(({ ticker, resolution }) => {
    const own = requests.filter(({ matched_tickers }) => matched_tickers.includes(ticker));
    const starts = new Set(own.map(({ timestamp }) => bucketStart(Date.parse(timestamp), resolution)));
    return [...starts].flatMap((start) => {
      const ttl = bucketExpiry(start, resolution);
      const inside = own
        .filter(({ timestamp }) => bucketStart(Date.parse(timestamp), resolution) === start)
        .sort((a, b) => (`${a.timestamp}#${a.source_id}` < `${b.timestamp}#${b.source_id}` ? -1 : 1));
      const scores = inside.map(({ text_for_analysis }) => lexiconScorer.score(text_for_analysis));
      const polarities = scores.map(({ polarity }) => polarity);
      if (ttl * 1000 <= now) return [];
      return [
        {
          PK: `${ticker}#${resolution}`,
          SK: new Date(start).toISOString(),
          open: polarities[0],
          high: Math.max(...polarities),
          low: Math.min(...polarities),
          close: polarities.at(-1),
          sum: Number(polarities.reduce((sum, each) => sum + each, 0).toFixed(4)),
          count: inside.length,
          label_counts: Object.fromEntries(
            sentimentLabels.map((each) => [each, scores.filter(({ label }) => label === each).length]),
          ),
          ttl,
        },
      ];
    });
  });
}

/** Delivers a message until it is taken, as asynchronous invocation does; far more often than faults are planned. */
async function deliver(request: AnalysisRequest): Promise<void> {
  for (let attempt = 1; attempt <= 50; attempt++) {
    const isTaken = await handler(topicEvent(request), lambdaContext(contract)).then(
      () => true,
      () => false,
    );
    if (isTaken) return;
  }
  throw new Error(`${request.source_id} was never taken`);
}

const byPlace = (rows: readonly object[]) => {
  const keyed = rows as readonly { readonly PK: string; readonly SK: string }[];
  return keyed.toSorted((a, b) => (a.PK + a.SK < b.PK + b.SK ? -1 : 1));
};

it("D10, D38: buckets equal a recomputation, in any order, with redelivery, conflicts and crashes in between", async () => {
  const property = fc.asyncProperty(
    articles,
    faults,
    fc.infiniteStream(fc.nat()),
    async (requests, planned, choice) => {
      client.reset();
      const tables = transactionalTables(client);
      for (const request of requests) tables.put("test-sentiment-items", pendingItem(request));
      tables.faults.push(...planned);
      const twice = [...requests, ...requests];
      const shuffled = twice.map((request) => ({ request, rank: choice.next().value })).sort((a, b) => a.rank - b.rank);

      await Promise.all(shuffled.map(({ request }) => deliver(request)));

      const stored = tables.of("test-sentiment-timeseries").map(({ first_story, last_story, ...bucket }) => bucket);
      expect(byPlace(stored)).toEqual(byPlace(bucketsOver(requests)));
      expect(new Set(tables.of("test-sentiment-items").map(({ status }) => status))).toEqual(new Set(["analyzed"]));
      expect(tables.committed).toHaveLength(requests.length);
    },
  );

  await fc.assert(property, { numRuns: 60 });
  // Two seconds on a free host; a busy one must not make it fail.
}, 30_000);

it("keeps the sum exact where binary fractions would not be", async () => {
  client.reset();
  const tables = transactionalTables(client);
  const requests = Array.from({ length: 30 }, (_, index) => analysisRequest({ source_id: `dedup:${index}` }));
  for (const request of requests) tables.put("test-sentiment-items", pendingItem(request));

  for (const request of requests) await deliver(request);

  const { polarity } = lexiconScorer.score(requests[0]?.text_for_analysis ?? "");
  const day = tables.of("test-sentiment-timeseries").find(({ PK }) => PK === "AAPL#24h");
  expect(day).toMatchObject({ count: 30, sum: Number((polarity * 30).toFixed(4)) });
});
