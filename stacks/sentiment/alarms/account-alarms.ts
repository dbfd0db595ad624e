import type { AlarmRecord } from "../../../modules/alarms/alarm-record.ts";
import { traceCostAlarms } from "../../../modules/alarms/cost-alarms.ts";
import { dynamodbUserErrors } from "../../../modules/alarms/table-alarms.ts";

/** Alarms on what AWS counts for the account as a whole. One environment of the account has them. */
export function accountAlarms(): readonly AlarmRecord[] {
  return [...traceCostAlarms(), dynamodbUserErrors()];
}
