import { type AlarmRecord, metricsOf } from "../../../modules/alarms/alarm-record.ts";

/** Requirements that name one metric of this system, beside those that name them all. */
const byMetric: Readonly<Record<string, readonly string[]>> = {
  EmissionHeartbeat: ["FR-126"],
  CollisionRate: ["FR-133"],
  CircuitBreakerOpen: ["FR-129"],
  ConnectionSetupMs: ["FR-128"],
};

export function requirementsOfMetric({ signal }: AlarmRecord): readonly string[] {
  return Object.values(metricsOf(signal)).flatMap(({ name }) => byMetric[name] ?? []);
}
