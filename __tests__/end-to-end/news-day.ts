import { setTimeout as wait } from "node:timers/promises";
import { configurationKey } from "../../lambdas/shared/sentiment/configurations.ts";
import { digestSettingsKey, profileKey } from "../../lambdas/shared/sentiment/user-rows.ts";
import { urlEvent } from "../helpers/streaming-runtime.ts";
import type { TestAnswer, TestRequest } from "../lambdas/dashboard/requests.ts";
import type { Outcome } from "../rig/invocation.ts";
import { ask } from "./dashboard-requests.ts";
import { type PlannedStory, plannedStory } from "./planned-story.ts";
import { random } from "./random.ts";
import { mailDomain } from "./round-plan.ts";
import { type StreamedResponse, streamedResponse } from "./streamed-events.ts";
import type { World } from "./world.ts";

/** What people follow on the day. */
export const followed = ["AAPL", "MSFT"] as const;

/** Widths of buckets that the open stream is about. */
export const streamed = ["1h", "24h"] as const;

export const runs = 2;

/** Told by one source or both, at times that differ, with defects, in many scripts, some of them very long. */
export const stories: readonly PlannedStory[] = Array.from({ length: 14 }, (_, index) =>
  plannedStory(random(4_711 + index), { index, watched: followed, runs }),
);

/** People with an address: one wants a digest at this hour, one at another, one none at all. */
export const reader = { id: "reader", email: `reader@${mailDomain}` } as const;
const later = { id: "later", email: `later@${mailDomain}` } as const;
const nobody = { id: "nobody", email: `nobody@${mailDomain}` } as const;

/** Somebody who signs in by mail, and wants to be told when the sentiment of the first ticker is above the lowest. */
export const signedIn = { email: `signed.in@${mailDomain}` } as const;

/** What a day without any fault came to, beside what stands in the tables. */
export interface NewsDay {
  readonly begin: number;
  /** Token of an anonymous person. */
  readonly token: string;
  readonly signIn: SignIn;
  /** The stream that everybody may read, and that of the person's configuration. */
  readonly stream: StreamedResponse;
  readonly configurationStream: StreamedResponse & { readonly configurationId: string };
  /** Everything that the functions wrote. */
  readonly output: () => string;
}

/** A sign-in by mail. */
export interface SignIn {
  /** From the link in the mail. */
  readonly linkToken: string;
  /** Token of the session. */
  readonly token: string;
  /** Status of the answer to using the link a second time. */
  readonly secondUse: number;
}

const minute = 60_000;
const hour = 60 * minute;

/** Longer than a stream lasts, shorter than the time in which its function has to end. */
const endOfStream = 700_000;

/**
 * A day: somebody signs in and follows tickers, a stream is open, news come in and are scored, digests go out, and the
 * metrics function looks at it all.
 */
export async function liveThroughNewsDay(world: World): Promise<NewsDay> {
  const { clock, platform, news } = world;
  await world.backend.reset();
  clock.advance(10 * hour + 5 * minute);
  const begin = clock.now();
  const { token, configurationId } = await beginAnonymously(world);
  const signIn = await signInByMail(world);
  await wantAlerts(world, signIn.token);
  await addReaders(world);
  const query = new URLSearchParams({ tickers: followed.join(","), resolutions: streamed.join(",") });
  const ownPath = `/api/v2/configurations/${configurationId}/stream`;
  const streaming = [
    world.request("sse-streaming", urlEvent("/api/v2/stream", query.toString())),
    world.request("sse-streaming", urlEvent(ownPath, "", { authorization: `Bearer ${token}` })),
  ];
  await untilPolled(world, streaming);
  for (let run = 0; run < runs; run++) {
    news.tell(
      stories.filter(({ fromRun }) => fromRun <= run),
      begin,
    );
    await world.schedule("ingestion");
    await platform.quiet();
  }
  await untilPolled(world, streaming);
  clock.advance(endOfStream);
  const [stream, own] = (await Promise.all(streaming)).map(streamedResponse);
  if (stream === undefined || own === undefined) throw new Error("A stream is missing");
  clock.advance(hour - (clock.now() % hour));
  await world.schedule("notification");
  // The schedule comes at least once.
  await world.schedule("notification");
  await world.schedule("metrics");
  const configurationStream = { ...own, configurationId };
  return { begin, token, signIn, stream, configurationStream, output: outputOf(world) };
}

/** Gathers what functions write: what was taken once, and what came since. */
function outputOf(world: World): () => string {
  let output = "";
  return () => {
    output += world.takeOutput();
    return output;
  };
}

/** An anonymous person with one configuration. */
async function beginAnonymously(world: World): Promise<{ readonly token: string; readonly configurationId: string }> {
  const session = await ask(world, { method: "POST", path: "/api/v2/auth/anonymous", body: { timezone: "UTC" } });
  const { token } = session.body;
  return { token, configurationId: await follow(world, token) };
}

/** Makes a configuration of the followed tickers; gives its id. */
async function follow(world: World, token: string): Promise<string> {
  const configuration = { name: "Mine", tickers: [...followed] };
  const body = await made(world, { method: "POST", path: "/api/v2/configurations", body: configuration, token });
  return body.config_id;
}

/**
 * Sends a request that must be answered with 200, 201 or 202; gives the answer's body.
 *
 * @throws Error where it is answered otherwise.
 */
async function made(world: World, request: TestRequest): Promise<TestAnswer["body"]> {
  const { status, body } = await ask(world, request);
  if (status > 202) throw new Error(`${request.path} was answered with ${status}`);
  return body;
}

/** Asks for a link, waits for its mail, and uses it twice. */
async function signInByMail(world: World): Promise<SignIn> {
  await made(world, { method: "POST", path: "/api/v2/auth/magic-link", body: { email: signedIn.email } });
  await world.platform.quiet();
  const [mail] = world.mails.mails;
  const [, linkToken = ""] = /[?&]token=([\w.~-]+)/.exec(mail?.content[0].value ?? "") ?? [];
  const use = { method: "POST", path: "/api/v2/auth/magic-link/verify", body: { token: linkToken } };
  const { token } = await made(world, use);
  const { status: secondUse } = await ask(world, use);
  return { linkToken, token, secondUse };
}

/** One alert whose threshold every score is beyond, and one that none can be beyond. */
async function wantAlerts(world: World, token: string): Promise<void> {
  const config_id = await follow(world, token);
  const path = "/api/v2/alerts";
  const [first, second] = followed;
  for (const alert of [
    { ticker: first, threshold: -1, direction: "above" },
    { ticker: second, threshold: -1, direction: "below" },
  ])
    await made(world, { method: "POST", path, body: { config_id, ...alert }, token });
}

async function addReaders(world: World): Promise<void> {
  const now = new Date(world.clock.now()).toISOString();
  for (const { id, email } of [reader, later, nobody]) {
    await world.put("users", { ...profileKey(id), entity_type: "USER", user_id: id, auth_type: "email", email });
    await world.put("users", {
      ...configurationKey(id, "first"),
      entity_type: "CONFIGURATION",
      status: "active",
      config_id: "first",
      name: "First",
      tickers: followed.map((symbol) => ({ symbol, added_at: now })),
    });
  }
  const digest = { entity_type: "DIGEST_SETTINGS", status: "enabled", timezone: "UTC" };
  // The day begins at five past ten, so the next full hour is eleven o'clock.
  await world.put("users", { ...digestSettingsKey(reader.id), ...digest, time: "11:00" });
  await world.put("users", { ...digestSettingsKey(later.id), ...digest, time: "15:00" });
}

/**
 * Waits until each of the two open streams has looked at the tables twice: the second look began after this call.
 *
 * @throws Error where a stream has ended.
 */
async function untilPolled(world: World, streaming: readonly Promise<Outcome>[]): Promise<void> {
  let ended: unknown;
  const note = (outcome: unknown) => {
    ended = outcome;
  };
  for (const stream of streaming) void stream.then(note, note);
  const before = looks(world);
  const isPolled = () => {
    const now = looks(world);
    return now.everybody >= before.everybody + 2 && now.own >= before.own + 2;
  };
  while (!isPolled()) {
    if (ended !== undefined)
      throw new Error(`A stream ended early: ${JSON.stringify(ended, withoutChunks).slice(-300)}`);
    await wait(20);
  }
}

/** Leaves the parts of a body out where the whole body is told. */
function withoutChunks(name: string, value: unknown): unknown {
  return name === "chunks" ? undefined : value;
}

/** How often each stream has looked. Only the one for everybody is about days. */
function looks({ aws }: World): { readonly everybody: number; readonly own: number } {
  const inputs = aws.calls
    .filter(({ functionName, call }) => functionName === "sse-streaming" && call.operation === "Query")
    .map(({ call }) => call.input);
  const all = inputs.filter(({ IndexName }) => IndexName === "by_status").length;
  const everybody = inputs.filter((input) => JSON.stringify(input).includes(`${followed[0]}#24h`)).length;
  return { everybody, own: all - everybody };
}
