import {
  alarmsOn,
  type LambdaContract,
  type Metric,
  schedule,
  type Trigger,
} from "../../lambdas/shared/contract/index.ts";
import { kebabCase } from "../../modules/naming/kebab-case.ts";
import * as functions from "../../stacks/sentiment/functions.ts";

const originals: readonly LambdaContract[] = Object.values(functions);

/**
 * So many functions of one system: the six that there are, then the same again and again under names of their own, so
 * that each has the resources, metrics and alarms of a real one.
 */
export function manyContracts(count: number): readonly LambdaContract[] {
  const rounds = Array.from({ length: Math.ceil(count / originals.length) }, (_, index) => index + 1);
  return rounds
    .flatMap((round) => (round === 1 ? originals : originals.map((original) => again(original, round))))
    .slice(0, count);
}

/** A function as another one, apart from every name that an environment has once. */
function again({ deadLetterQueue: _, ...original }: LambdaContract, round: number): LambdaContract {
  return {
    ...original,
    name: `${original.name}-${round}`,
    triggers: withoutTopics(original.triggers),
    metrics: Object.fromEntries(
      Object.entries(original.metrics).map(([name, metric]) => [name, ownMetric(name, metric, round)]),
    ),
    failurePaths: Object.fromEntries(
      Object.entries(original.failurePaths).map(([path, value]) => [`${path}_${round}`, value]),
    ),
  };
}

/** Topics invoke only functions with a queue for what they cannot process, and the queues are those of the six. */
function withoutTopics(triggers: readonly Trigger[]): readonly Trigger[] {
  const others = triggers.filter(({ kind }) => kind !== "topic");
  return others.length === 0 ? [schedule("rate(1 minute)")] : others;
}

/** In a branch of its own, and with names of its own for its alarms. */
function ownMetric(name: string, metric: Metric, round: number): Metric {
  const branch = `${metric.branch ?? "Root"}${round}`;
  if ("none" in metric.alarm) return { ...metric, branch };
  const alarm = alarmsOn(metric).map((each) => ({ ...each, name: `${each.name ?? kebabCase(name)}-${round}` }));
  return { ...metric, branch, alarm };
}
