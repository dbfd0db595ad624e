import { traceCostAlarms } from "../../modules/alarms/cost-alarms.ts";
import { quotaAlarms } from "../../modules/alarms/quota-alarms.ts";
import { type AlarmRegister, register } from "../../modules/alarms/register.ts";
import { dynamodbUserErrors } from "../../modules/alarms/table-alarms.ts";
import { accountNaming, type WatchedRegion } from "./surroundings.ts";

/** Alarms of one region on what AWS counts for the account as a whole: its bill, its quotas, its mistaken calls. */
export function accountAlarmRegister({
  hasBill,
  hasEnvironments,
}: Pick<WatchedRegion, "hasBill" | "hasEnvironments">): AlarmRegister {
  return register({
    records: [
      ...(hasBill ? traceCostAlarms() : []),
      ...(hasEnvironments ? [dynamodbUserErrors(), ...quotaAlarms()] : []),
    ],
    composites: [],
    level: "all",
    nameOf: (id) => accountNaming("CloudWatch alarm", id),
  });
}
