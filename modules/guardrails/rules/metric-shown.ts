import type { CheckedStack } from "../checked-stack.ts";
import { shownOnDashboards } from "../dashboards.ts";
import { contractEmitters, type Emitter, writes } from "../emitters.ts";
import { finding, type Rule, violationIf } from "../rule.ts";

export const metricShown: Rule = {
  id: "metric-shown",
  wrong: "A contract declares a metric that no dashboard shows.",
  matters: "It is paid for, and nobody ever looks at it.",
  remedy: "Show it, for each value of its dimensions, or take it out of the contract.",
  requirements: ["FR-042"],
  check: (stack) => {
    const emitters = contractEmitters(stack);
    if (emitters.length === 0) return [finding(stack.subject, "not applicable")];
    return [
      finding(
        stack.subject,
        emitters.flatMap((emitter) => {
          const [shown, all] = [shownCombinations(emitter, stack), combinations(emitter)];
          return violationIf(shown < all, {
            found: `${emitter.namespace} ${emitter.name}, ${shown} of ${all} shown`,
            expected: "a graph on a dashboard",
          });
        }),
      ),
    ];
  },
};

function combinations({ dimensions }: Emitter): number {
  return Object.values(dimensions).reduce((product, values) => product * (values?.length ?? 1), 1);
}

function shownCombinations(emitter: Emitter, stack: CheckedStack): number {
  const shown = shownOnDashboards(stack.stacks)
    .metricsOf(emitter)
    .filter((metric) => writes(emitter, metric));
  return new Set(shown.map(({ dimensions }) => JSON.stringify(Object.entries(dimensions).sort()))).size;
}
