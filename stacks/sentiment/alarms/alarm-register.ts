import type { LambdaContract } from "../../../lambdas/shared/contract/index.ts";
import type { AlarmRecord } from "../../../modules/alarms/alarm-record.ts";
import { contractAlarms } from "../../../modules/alarms/contract-alarms.ts";
import { deliveryAlarms } from "../../../modules/alarms/delivery-alarms.ts";
import { functionUrlAlarms } from "../../../modules/alarms/function-url-alarms.ts";
import { type AlarmRegister, register } from "../../../modules/alarms/register.ts";
import { standardSet } from "../../../modules/alarms/standard-set.ts";
import { watchedFunction } from "../../../modules/alarms/watched-function.ts";
import type { Surroundings } from "../surroundings.ts";
import { sentimentComposites } from "./composites.ts";
import { latencySeverity, tighterLatencies } from "./latencies.ts";
import { requirementsOfMetric } from "./requirements.ts";
import { resourceAlarms } from "./resource-alarms.ts";
import { traceAlarms } from "./trace-alarms.ts";
import { volumeAlarms } from "./volume-alarms.ts";

/** Every alarm of the sentiment system in one environment. */
export function sentimentAlarmRegister(
  surroundings: Surroundings,
  contracts: readonly LambdaContract[],
): AlarmRegister {
  const { environment, naming } = surroundings;
  return register({
    records: [
      ...contracts.flatMap((contract) => functionAlarms(contract, surroundings)),
      ...resourceAlarms(surroundings, contracts),
      ...traceAlarms(surroundings),
      ...volumeAlarms(surroundings, contracts),
    ],
    composites: sentimentComposites,
    level: environment.alarms,
    nameOf: (id) => naming("CloudWatch alarm", id),
  });
}

/** What follows from one contract. */
function functionAlarms(contract: LambdaContract, { environment, naming }: Surroundings): readonly AlarmRecord[] {
  const watched = watchedFunction(contract, environment.name, naming);
  return [
    ...standardSet(contract, watched, { latencySeverity: latencySeverity(contract) }),
    ...tighterLatencies(contract, watched),
    ...deliveryAlarms(contract, watched),
    ...functionUrlAlarms(contract, watched, { hasUsualTraffic: environment.production }),
    ...contractAlarms(contract, watched).map((alarm) => ({
      ...alarm,
      requirements: [...alarm.requirements, ...requirementsOfMetric(alarm)],
    })),
  ];
}
