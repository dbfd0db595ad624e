import { configurationKey } from "../../lambdas/shared/sentiment/configurations.ts";
import { alertEntityType, alertKey, digestSettingsKey, profileKey } from "../../lambdas/shared/sentiment/user-rows.ts";
import type { FaultyAws } from "./faulty-aws.ts";
import { random } from "./random.ts";
import type { MailFault, Person, ProviderFaultKind, RoundPlan } from "./round-plan.ts";
import type { World } from "./world.ts";

/** What happened in a round, beside what stands in the tables. */
export interface RoundReport {
  /** When the round began, epoch milliseconds in the world. */
  readonly begin: number;
  readonly callFaults: FaultyAws["happened"];
  readonly providerFaults: readonly ProviderFaultKind[];
  readonly mailFaults: readonly MailFault[];
  /** People whose digest was due. */
  readonly dueDigests: readonly Person[];
  /** Runs of ingestion after everything was well again; each must leave a row in the audit trail. */
  readonly recoveryRuns: number;
  /** Whether everything came to rest. */
  readonly isSettled: boolean;
}

const minute = 60_000;
const hour = 60 * minute;

/**
 * What a round has for itself. Its news reach back by six days and its recovery takes four, so that no two rounds share
 * a day: processes remember for how long they like what they stored.
 */
const period = 21 * 24 * hour;

/**
 * How long after the one before each run of the recovery comes. Ingestion asks for missing scores 1, 3, 9, 27 and 81
 * hours after it first stored a story.
 */
const recoverySteps = [5 * minute, hour, 2 * hour, 6 * hour, 18 * hour, 54 * hour, hour, hour] as const;

/** Plays a round: news come in while things go wrong, then everything is well again until it has come to rest. */
export async function runRound(world: World, plan: RoundPlan): Promise<RoundReport> {
  const { clock, news, platform, aws, mails } = world;
  await world.backend.reset();
  mails.mails.length = 0;
  mails.faults.length = 0;
  clock.advance((Math.floor(clock.now() / period) + 1) * period + plan.begin - clock.now());
  const begin = clock.now();
  for (const person of plan.people) await addPerson(world, person);
  platform.disturb(random(plan.seed + 1), plan.duplicates);
  aws.plan(plan.callFaults);
  news.fail(plan.providerFaults);
  for (let run = 0; run < plan.runs; run++) {
    if (run > 0) clock.advance(5 * minute);
    news.tell(
      plan.stories.filter(({ fromRun }) => fromRun <= run),
      begin,
    );
    await world.schedule("ingestion");
    // Time is put forward only while no function runs: its deadline would pass in the same moment.
    await platform.quiet();
  }
  const dueDigests = await sendDigests(world, plan);
  const happened = { callFaults: [...aws.happened], providerFaults: [...news.happened] };
  const mailFaults = plan.mailFaults.slice(0, plan.mailFaults.length - mails.planned.length);
  const recovery = await recover(world);
  return { begin, ...happened, mailFaults, dueDigests, ...recovery };
}

async function addPerson(world: World, { id, email, timezone, tickers, alertFor }: Person): Promise<void> {
  const now = new Date(world.clock.now()).toISOString();
  const times = { created_at: now, updated_at: now };
  await world.put("users", {
    ...profileKey(id),
    entity_type: "USER",
    user_id: id,
    auth_type: "email",
    email,
    timezone,
    configuration_count: 1,
    ...times,
  });
  await world.put("users", {
    ...configurationKey(id, "first"),
    entity_type: "CONFIGURATION",
    status: "active",
    config_id: "first",
    name: "First",
    tickers: tickers.map((symbol) => ({ symbol, added_at: now })),
    timeframe_days: 7,
    include_extended_hours: false,
    ...times,
  });
  if (alertFor === undefined) return;
  await world.put("users", {
    ...alertKey(id, "first"),
    entity_type: alertEntityType(alertFor),
    status: "enabled",
    alert_id: "first",
    config_id: "first",
    ticker: alertFor,
    threshold_direction: "above",
    threshold_value: -1,
    trigger_count: 0,
    ...times,
  });
}

/** Lets the next full hour come, in which everybody who wants a digest is to get one. */
async function sendDigests(world: World, { people, mailFaults }: RoundPlan): Promise<readonly Person[]> {
  const { clock, platform, mails } = world;
  clock.advance(hour - (clock.now() % hour));
  const due = people.filter(({ wantsDigest }) => wantsDigest);
  for (const { id, timezone } of due) {
    const row = { entity_type: "DIGEST_SETTINGS", status: "enabled", timezone, time: localHour(clock.now(), timezone) };
    await world.put("users", { ...digestSettingsKey(id), ...row });
  }
  mails.planned.splice(0, mails.planned.length, ...mailFaults);
  await world.schedule("notification");
  await platform.quiet();
  return due;
}

/** `HH:MM` of the full hour that it is in a time zone. */
function localHour(instant: number, timeZone: string): string {
  return `${new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", hourCycle: "h23" }).format(instant)}:00`;
}

async function recover(world: World): Promise<Pick<RoundReport, "recoveryRuns" | "isSettled">> {
  const { clock, news, platform, aws, mails } = world;
  aws.recover();
  news.fail([]);
  mails.planned.length = 0;
  let recoveryRuns = 0;
  for (const step of recoverySteps) {
    await platform.redrive();
    clock.advance(step);
    const hasSucceeded = await world.schedule("ingestion");
    if (hasSucceeded) recoveryRuns += 1;
    await platform.quiet();
    if (hasSucceeded && (await isAtRest(world))) return { recoveryRuns, isSettled: true };
  }
  return { recoveryRuns, isSettled: false };
}

/** Whether the last run missed nothing, no message is left, and every item has its score. */
async function isAtRest({ platform, rows }: World): Promise<boolean> {
  if (platform.deadLetters() > 0) return false;
  const [items, people] = await Promise.all([rows("items"), rows("users")]);
  const runs = people.filter(({ entity_type }) => entity_type === "COLLECTION_EVENT");
  const last = runs.toSorted((one, other) => (String(one.SK) < String(other.SK) ? -1 : 1)).at(-1);
  return last?.status === "success" && items.every(({ status }) => status === "analyzed");
}
