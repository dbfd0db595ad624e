import type { LambdaContract } from "../../../lambdas/shared/contract/index.ts";
import type { Moment } from "./moment.ts";
import { invoke, repeatsAfter, type Usual } from "./platform.ts";

const fallbackLine = JSON.stringify({ metric_fallback: true, metric_name: "StuckItems", exception_type: "TimeoutError" });

/** The function that counts stuck stories and proves that metrics flow: a run every minute. */
export function metricsModel(contract: LambdaContract) {
  const usual: Usual = { contract, milliseconds: (random) => random.between(40, 250), memory: 0.4 };
  const due = new Map<number, number[]>();
  return (moment: Moment, stuck: number): void => {
    const { minute, conditions, record } = moment;
    const isOff = conditions.switchedOff?.[contract.name] === true || conditions.lockedOut?.[contract.name] === true;
    const attempts = [...(isOff ? [] : [0]), ...(due.get(minute) ?? [])];
    due.delete(minute);
    for (const attempt of attempts) {
      const refused = conditions.metricsRefused === true;
      const failing = refused ? { failing: { ...conditions.failing, [contract.name]: 1 } } : {};
      const { ending, ends } = invoke(usual, minute, { ...moment, conditions: { ...conditions, ...failing } });
      if (ending === "done") {
        record.custom(contract, "StuckItems", stuck, { minute: ends });
        record.custom(contract, "EmissionHeartbeat", 1, { minute: ends });
        continue;
      }
      if (ending === "failed" && refused) record.line(contract, fallbackLine, { minute: ends });
      const pause = ending === "refused" ? 2 : repeatsAfter[attempt];
      const next = ending === "refused" ? attempt : attempt + 1;
      if (pause !== undefined) due.set(minute + pause, [...(due.get(minute + pause) ?? []), next]);
    }
  };
}
