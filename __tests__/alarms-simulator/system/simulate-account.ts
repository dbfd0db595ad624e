import { accountStack } from "../../helpers/account-stacks.ts";
import { type MetricStore, metricStore } from "../cloudwatch/metric-store.ts";
import { accountModel } from "./account-model.ts";
import { random } from "./random.ts";
import { recorder } from "./recorder.ts";
import { contracts, type SystemOptions } from "./simulate-system.ts";

/** Lets the account live for some minutes, and gives what CloudWatch then knows of it as a whole. */
export function simulateAccount({ seed, minutes, faultAt = () => ({}), delay = 0 }: SystemOptions): MetricStore {
  const store = metricStore(delay);
  const record = recorder(store, accountStack, "account", contracts);
  const live = accountModel(contracts);
  for (let minute = minutes.from; minute < minutes.to; minute++) {
    live({ minute, conditions: faultAt(minute), record, random: random(seed, "account", minute) });
  }
  return store;
}
