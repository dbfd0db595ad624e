import { monthlyBill } from "../cost/bill.ts";
import { noTraffic } from "../cost/expected-traffic.ts";
import type { StackBill } from "../cost/observability-budget.ts";
import { checkedStacks } from "../guardrails/checked-stack.ts";
import type { StackDefinition } from "./stack-definition.ts";
import type { SynthesizedStack } from "./synthesized-stack.ts";

/** What it costs to watch the stacks of a synthesis, a bill for each. */
export function stackBills(
  definitions: readonly StackDefinition[],
  stacks: readonly Pick<SynthesizedStack, "name" | "json">[],
): readonly StackBill[] {
  return definitions.flatMap(({ name, environment, production, functions, observability }) =>
    checkedStacks(
      stacks
        .filter((stack) => stack.name === name)
        .map(({ json }) => ({ name, json, production, contracts: functions.map(({ contract }) => contract) })),
      () => undefined,
    ).map((stack) => ({
      stack: name,
      environment,
      bill: monthlyBill(stack, observability?.traffic ?? noTraffic),
      budget: observability,
    })),
  );
}
