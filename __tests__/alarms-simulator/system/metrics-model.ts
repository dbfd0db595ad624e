import type { LambdaContract } from "../../../lambdas/shared/contract/index.ts";
import { asynchronousEvents } from "./asynchronous-events.ts";
import { isScheduled } from "./conditions.ts";
import type { Moment } from "./moment.ts";
import { invoke, type Usual } from "./platform.ts";

const fallbackLine = JSON.stringify({
  metric_fallback: true,
  metric_name: "StuckItems",
  exception_type: "TimeoutError",
});

/** The function that counts stuck stories and proves that metrics flow: a run every minute. */
export function metricsModel(contract: LambdaContract) {
  const { name } = contract;
  const usual: Usual = { contract, milliseconds: (random) => random.between(40, 250), memory: 0.4 };
  const runs = asynchronousEvents<"run">();
  return (moment: Moment, stuck: number): void => {
    const { minute, conditions, record } = moment;
    if (isScheduled(conditions, name)) runs.put(minute, "run");
    const isRefused = conditions.metricsRefused === true;
    const failing = isRefused ? { ...conditions.failing, [name]: 1 } : (conditions.failing ?? {});
    for (const run of runs.take(minute)) {
      const { ending, ends } = invoke(usual, minute, { ...moment, conditions: { ...conditions, failing } });
      if (ending === "done") {
        record.custom(contract, "StuckItems", stuck, { minute: ends });
        record.custom(contract, "EmissionHeartbeat", 1, { minute: ends });
        continue;
      }
      if (isRefused) record.line(contract, fallbackLine, { minute: ends });
      runs.repeat(minute, run, ending);
    }
  };
}
