import type { DeployedAlarms } from "../../../rehearsal/run/alarms.ts";
import { type AlarmDefinition, alarmDefinition } from "../../alarms-simulator/cloudwatch/alarm-definition.ts";
import { compositeChanges } from "../../alarms-simulator/cloudwatch/composite-alarms.ts";
import { type CompositeRule, compositeRule } from "../../alarms-simulator/cloudwatch/composite-rule.ts";
import type { MetricStore } from "../../alarms-simulator/cloudwatch/metric-store.ts";
import { simulateAlarm } from "../../alarms-simulator/cloudwatch/simulate.ts";
import type { Minutes } from "../../alarms-simulator/cloudwatch/statistics.ts";

/** Alarms as they were read, ready to be evaluated. */
export interface WatchedAlarms {
  readonly names: readonly string[];
  /** Names of those that were on at any time of some minutes, composites too. */
  wentOff(store: MetricStore, minutes: Minutes): readonly string[];
}

/** A day is too short to learn what is usual: no value is above it. */
const band = () => Number.POSITIVE_INFINITY;

/** @throws Error where an alarm says something that is not evaluated here. */
export function watchedAlarms({ metricAlarms, composites }: DeployedAlarms): WatchedAlarms {
  const definitions: readonly AlarmDefinition[] = metricAlarms.map(alarmDefinition);
  const rules: ReadonlyMap<string, CompositeRule> = new Map(
    composites.map(({ alarm_name, alarm_rule }) => [String(alarm_name), compositeRule(String(alarm_rule))]),
  );
  return {
    names: [...definitions.map(({ name }) => name), ...rules.keys()],
    wentOff(store, minutes) {
      const simulated = new Map(
        definitions.map((definition) => [definition.name, simulateAlarm(definition, store, minutes, { band })]),
      );
      const all = [...simulated, ...compositeChanges(rules, simulated)];
      return all.filter(([, { changes }]) => changes.some(({ state }) => state === "ALARM")).map(([name]) => name);
    },
  };
}
