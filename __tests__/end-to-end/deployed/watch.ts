import type { AlarmReport } from "../../../rehearsal/run/run-report.ts";
import type { MetricStore } from "../../alarms-simulator/cloudwatch/metric-store.ts";
import type { Minutes } from "../../alarms-simulator/cloudwatch/statistics.ts";
import { followed } from "../news-day.ts";
import { type PlannedStory, plannedStory } from "../planned-story.ts";
import { random } from "../random.ts";
import type { World } from "../world.ts";
import type { DeployedContract } from "./deployed-system.ts";
import { isDue } from "./schedule-times.ts";
import type { WatchedAlarms } from "./watched-alarms.ts";

const minute = 60_000;

/** Minutes until the alarms that wait for a sign of life have seen enough of them. */
const untilSeen = 5;

/** Minutes of health that are watched, and minutes of a fault: four runs of ingestion. */
const watchedMinutes = 16;

/** The alarms that must go off where Finnhub fails: for the source, for the path that carries on, and their composites. */
const expected = [
  "consecutive-failed-runs-finnhub",
  "critical",
  "silent-failure-parallel-fetcher-aggregate",
  "silent-failures",
];

export interface WatchProps {
  readonly world: World;
  readonly system: readonly DeployedContract[];
  readonly alarms: WatchedAlarms;
  /** What the names of all alarms begin with. */
  readonly prefix: string;
  /** Everything that CloudWatch knows by now. */
  readonly store: () => MetricStore;
}

/** What the alarms said, and what of it is wrong, in words. */
export interface Watch {
  readonly report: AlarmReport;
  readonly findings: readonly string[];
}

/**
 * Lets schedules come as they were deployed, first in health and then while Finnhub answers with errors, and evaluates
 * every alarm in each minute.
 */
export async function watch({ world, system, alarms, prefix, store }: WatchProps): Promise<Watch> {
  const { news, clock } = world;
  news.tell([freshStory()], clock.now());
  const health = await pass(world, system, untilSeen + watchedMinutes);
  const inHealth = alarms.wentOff(store(), { ...health, from: health.from + untilSeen });
  news.fail([{ source: "finnhub", kind: "500", fromCall: 1, times: Number.MAX_SAFE_INTEGER }]);
  const fault = await pass(world, system, watchedMinutes);
  const inFault = alarms.wentOff(store(), fault).map((name) => name.slice(prefix.length));
  return {
    report: { alarms: alarms.names.length, inHealth, inFault },
    findings: [
      ...inHealth.map((name) => `the alarm ${name} went off although all was well`),
      ...expected
        .filter((name) => !inFault.includes(name))
        .map((name) => `the alarm ${prefix}${name} stayed off while Finnhub answered with errors`),
      ...inFault
        .filter((name) => !name.includes("finnhub") && !expected.includes(name))
        .map((name) => `the alarm ${prefix}${name} went off although only Finnhub failed`),
    ],
  };
}

/** Lets minutes pass in which the schedules come; gives those minutes. */
async function pass(world: World, system: readonly DeployedContract[], count: number): Promise<Minutes> {
  const { clock, platform } = world;
  const from = Math.floor(clock.now() / minute) + 1;
  for (let now = from; now < from + count; now++) {
    clock.advance(now * minute - clock.now());
    const due = system.filter(({ wiring }) => wiring.schedules.some(({ expression }) => isDue(expression, now)));
    await Promise.all(due.map(({ contract }) => world.schedule(contract.name)));
    await platform.quiet();
  }
  return { from, to: Math.floor(clock.now() / minute) + 1 };
}

/** A story that nobody has told before, without a defect. */
function freshStory(): PlannedStory {
  for (let seed = 1; ; seed++) {
    const story = plannedStory(random(seed), { index: 900, watched: followed, runs: 1 });
    if (story.defect === "none" && story.tiingo !== undefined) return story;
  }
}
