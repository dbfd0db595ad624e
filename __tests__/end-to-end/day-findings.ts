import { isDeepStrictEqual } from "node:util";
import { metricsOfCall } from "../rig/aws-call.ts";
import { ask, doors } from "./dashboard-requests.ts";
import { expectedStories } from "./expected-stories.ts";
import { forbiddenIn } from "./forbidden-texts.ts";
import { followed, liveThroughNewsDay, type NewsDay, reader, signedIn, stories } from "./news-day.ts";
import { type Errands, runRareErrands } from "./rare-errands.ts";
import type { World } from "./world.ts";
import { wrongRows } from "./wrong-rows.ts";

const day = 86_400_000;

/** Characters of a value in a finding. */
const longest = 200;

/** Statuses of errands that went well. */
const goodErrands: Errands = { configurations: 200, prices: 200, signOut: 204, lateStory: "analyzed" };

/**
 * Lives through a day without any fault and looks at what came of it: articles come in and are scored, and are served,
 * streamed and mailed. Afterwards the rare errands are run.
 *
 * @returns what is not as it must be, in words.
 */
export async function findingsOfDay(world: World): Promise<readonly string[]> {
  try {
    return await dayFindings(world, await liveThroughNewsDay(world));
  } catch (error) {
    return [`the day ended early: ${error instanceof Error ? error.message : String(error)}`];
  }
}

async function dayFindings(world: World, newsDay: NewsDay): Promise<readonly string[]> {
  const before = [
    ...(await wrongRows(world, expectedStories(stories, newsDay.begin, followed))),
    ...(await wrongAnswers(world, newsDay)),
    ...wrongStreams(newsDay, await world.rows("items")),
    ...wrongMails(world),
    ...wrongMetrics(world),
    ...(world.platform.deadLetters() === 0 ? [] : [`${world.platform.deadLetters()} events failed in every attempt`]),
  ];
  const errands = await runRareErrands(world, newsDay);
  const { token, signIn, output } = newsDay;
  const texts = { token, "token of a session": signIn.token, "token of a link": signIn.linkToken };
  return [...before, ...different("the errands", errands, goodErrands), ...forbiddenIn(output(), texts)];
}

function different(what: string, found: unknown, wanted: unknown): readonly string[] {
  if (isDeepStrictEqual(found, wanted)) return [];
  return [`${what}: found ${brief(found)}, expected ${brief(wanted)}`];
}

function brief(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}

async function wrongAnswers(world: World, { token }: NewsDay): Promise<readonly string[]> {
  const rows = await world.rows("items");
  const stored = rows.map(({ source_id }) => String(source_id)).sort();
  const wrong: string[] = [];
  for (const door of doors) {
    const { status, body } = await ask(world, { path: "/api/v2/articles", query: { limit: "100" }, token }, door);
    const told = status === 200 ? body.articles.map((article: { source_id: string }) => article.source_id).sort() : [];
    wrong.push(...different(`articles of ${door.name}`, [status, told], [200, stored]));
  }
  const counts = await ask(world, { path: "/api/v2/metrics", query: { hours: "168" }, token });
  const since = world.clock.now() - 7 * day;
  const counted = rows.filter(({ timestamp }) => Date.parse(String(timestamp)) >= since).length;
  wrong.push(...different("stories of a week", [counts.status, counts.body?.total], [200, counted]));
  const [ticker] = followed;
  const { body } = await ask(world, {
    path: `/api/v2/timeseries/${ticker}`,
    query: { resolution: "24h", limit: "1000" },
  });
  const buckets = (await world.rows("timeseries")).filter(({ PK }) => PK === `${ticker}#24h`);
  const told = (body?.buckets ?? []).length + (body?.partial_bucket === null ? 0 : 1);
  return [...wrong, ...different("buckets of the time series", told, buckets.length)];
}

function wrongStreams(
  { stream, configurationStream, begin }: NewsDay,
  items: Awaited<ReturnType<World["rows"]>>,
): readonly string[] {
  const recent = items.filter(({ timestamp }) => Date.parse(String(timestamp)) >= begin - day + 600_000);
  const expected = recent.flatMap(({ source_id, matched_tickers }) =>
    (matched_tickers as readonly string[])
      .filter((ticker) => followed.some((each) => each === ticker))
      .map((ticker) => `${source_id} ${ticker}`),
  );
  const updates = configurationStream.events.filter(({ type }) => type === "sentiment_update");
  const told = updates.map(({ data }) => `${data.source_id} ${data.ticker}`);
  return [
    ...different("the stream for everybody", [stream.status, stream.events.at(-1)?.type], [200, "done"]),
    ...(stream.events.some(({ type }) => type === "bucket_update") ? [] : ["the stream for everybody has no buckets"]),
    ...different("the scores of a configuration's stream", told.sort(), expected.sort()),
  ];
}

function wrongMails({ mails: { mails, faults } }: World): readonly string[] {
  const to = (email: string) =>
    mails.filter(({ personalizations }) => personalizations.some((each) => each.to.some((one) => one.email === email)));
  return [
    ...different("mails: a digest, a link and an alert", [to(reader.email).length, to(signedIn.email).length], [1, 2]),
    ...different("all mails", mails.length, 3),
    ...faults.map((fault) => `SendGrid refuses a request: ${fault}`),
  ];
}

function wrongMetrics({ aws }: World): readonly string[] {
  const sent = aws.calls
    .filter(({ functionName }) => functionName === "metrics")
    .flatMap(({ call }) => metricsOfCall(call))
    .map(({ name, values }) => [name, ...values]);
  return different("what the metrics function sent", sent, [
    ["StuckItems", 0],
    ["EmissionHeartbeat", 1],
  ]);
}
