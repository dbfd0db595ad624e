import type { LambdaContract } from "../../../lambdas/shared/contract/index.ts";
import { asynchronousEvents, type DeadLetters, deadLetters } from "./asynchronous-events.ts";
import type { Moment } from "./moment.ts";
import { type Invocation, invoke, isKilled, type Usual } from "./platform.ts";

/** Minutes after which a story without a score counts as stuck, and after which its score is asked for again. */
const stuckAfter = 5;
const askedAgainAfter = 60;
const minutesBetweenHealing = 5;

/** A story that waits for its score. */
interface Waiting {
  readonly since: number;
  asked: number;
}

export interface AnalysisModel {
  /** Scores stories, the new ones among them; gives how many. */
  live(moment: Moment, newStories: number): number;
  /** Stories that wait too long. */
  stuck(minute: number): number;
  readonly dead: DeadLetters;
}

/** The function that scores stories: one invocation each. */
export function analysisModel(contract: LambdaContract): AnalysisModel {
  const usual: Usual = { contract, milliseconds: (random) => random.between(120, 700), memory: 0.3 };
  const waiting = new Set<Waiting>();
  const requests = asynchronousEvents<Waiting>();
  const dead = deadLetters();

  function ask({ minute, conditions }: Moment, newStories: number): void {
    for (let story = 0; story < newStories; story++) waiting.add({ since: minute, asked: Number.NEGATIVE_INFINITY });
    for (const story of waiting) {
      const isDue = minute % minutesBetweenHealing === 0 && minute - story.asked >= askedAgainAfter;
      if (story.since !== minute && !isDue) continue;
      story.asked = minute;
      if (conditions.switchedOff?.[contract.name] !== true) requests.put(minute, story);
    }
  }

  return {
    live(moment, newStories) {
      const { minute } = moment;
      ask(moment, newStories);
      let scored = 0;
      for (const attempt of requests.take(minute)) {
        const invocation = invoke(usual, minute, moment);
        report(contract, moment, invocation);
        if (invocation.ending === "done") {
          waiting.delete(attempt.event);
          scored++;
        } else if (!requests.repeat(minute, attempt, invocation.ending)) {
          dead.add(minute);
        }
      }
      return scored;
    },
    stuck: (minute) => [...waiting].filter(({ since }) => minute - since >= stuckAfter).length,
    dead,
  };
}

function report(contract: LambdaContract, { conditions, record }: Moment, { ending, ends: minute }: Invocation): void {
  if (ending === "failed" && !isKilled(contract, conditions)) record.custom(contract, "AnalysisErrors", 1, { minute });
  if (ending !== "done") return;
  record.custom(contract, "ItemsAnalyzed", 1, { minute });
  for (const path of Object.keys(conditions.survived ?? {})) {
    if (path in contract.failurePaths) record.survived(contract, path, { minute });
  }
}
