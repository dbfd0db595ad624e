import type { LambdaContract } from "../../../lambdas/shared/contract/index.ts";
import type { NewStories } from "./ingestion-model.ts";
import type { Moment } from "./moment.ts";
import { invoke, repeatsAfter, type Usual } from "./platform.ts";

/** Minutes after which a story without a score counts as stuck, and after which its score is asked for again. */
const stuckAfter = 5;
const healedAfter = 60;
const minutesBetweenHealing = 5;

/** A story that waits for its score. */
interface Waiting {
  readonly since: number;
  askedAgain: number;
}

export interface AnalysisModel {
  /** Scores new stories. */
  live(moment: Moment, stories: NewStories): void;
  /** Stories that wait too long. */
  stuck(minute: number): number;
  /** Events that failed in every attempt since the queue of them was emptied. */
  deadLetters(): number;
}

/** The function that scores stories: one invocation each, repeated by the platform where it fails. */
export function analysisModel(contract: LambdaContract): AnalysisModel {
  const usual: Usual = { contract, milliseconds: (random) => random.between(120, 700), memory: 0.3 };
  const waiting = new Set<Waiting>();
  const due = new Map<number, { readonly story: Waiting; readonly attempt: number }[]>();
  let [dead, lastDead] = [0, 0];
  const plan = (minute: number, story: Waiting, attempt: number) =>
    due.set(minute, [...(due.get(minute) ?? []), { story, attempt }]);

  function attemptOne(moment: Moment, story: Waiting, attempt: number): void {
    const { minute, conditions, record } = moment;
    const { ending, ends } = invoke(usual, minute, moment);
    const isCut = (conditions.slow?.[contract.name] ?? 0) >= contract.timeoutSeconds * 1_000;
    if (ending === "done" && !isCut) {
      record.custom(contract, "ItemsAnalyzed", 1, { minute: ends });
      for (const path of Object.keys(conditions.survived ?? {})) {
        if (path in contract.failurePaths) record.survived(contract, path, { minute: ends });
      }
      waiting.delete(story);
      return;
    }
    // What is killed or never starts reports nothing.
    const isKilled = isCut || (conditions.memory?.[contract.name] ?? 0) >= 1;
    if (ending === "failed" && !isKilled) record.custom(contract, "AnalysisErrors", 1, { minute: ends });
    const pause = ending === "refused" ? 2 : repeatsAfter[attempt];
    if (pause !== undefined) {
      plan(minute + pause, story, ending === "refused" ? attempt : attempt + 1);
    } else {
      dead++;
      lastDead = minute;
    }
  }

  return {
    live(moment, { count }) {
      const { minute, conditions } = moment;
      for (let index = 0; index < count; index++) {
        const story = { since: minute, askedAgain: minute };
        waiting.add(story);
        if (conditions.switchedOff?.[contract.name] !== true) plan(minute, story, 0);
      }
      if (minute % minutesBetweenHealing === 0) {
        for (const story of waiting) {
          if (minute - story.askedAgain < healedAfter) continue;
          story.askedAgain = minute;
          if (conditions.switchedOff?.[contract.name] !== true) plan(minute, story, 0);
        }
      }
      const attempts = due.get(minute) ?? [];
      due.delete(minute);
      for (const { story, attempt } of attempts) attemptOne(moment, story, attempt);
      // Somebody looks at what failed when nothing more comes, and has it processed or deletes it.
      if (dead > 0 && minute - lastDead >= 30) dead = 0;
    },
    stuck: (minute) => [...waiting].filter(({ since }) => minute - since >= stuckAfter).length,
    deadLetters: () => dead,
  };
}
