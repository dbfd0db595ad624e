import { environments } from "../../../environments/index.ts";
import type { LambdaContract } from "../../../lambdas/shared/contract/index.ts";
import { minutesOfDay, minutesOfHour } from "./clock.ts";
import type { Moment } from "./moment.ts";

/** Hours between two estimates of the bill. */
const hoursBetweenBills = 6;
const dollarsPerDay = 0.1;

/** Executions of a minute without a reserve, and calls of KMS: what else there is in an account. */
const otherExecutions = { least: 0, most: 5 };
const keyCalls = { least: 20, most: 300 };

/** What AWS counts in a minute for an account that all environments are in. */
export function accountModel(contracts: readonly LambdaContract[]) {
  const reserved = contracts.reduce((sum, { reservedConcurrency }) => sum + reservedConcurrency, 0);
  return (moment: Pick<Moment, "minute" | "conditions" | "record" | "random">): void => {
    const { minute, conditions, record, random } = moment;
    const others = conditions.otherExecutions ?? random.between(otherExecutions.least, otherExecutions.most);
    const claimed = environments.length * reserved + others;
    record.aws("AWS/Lambda", "ClaimedAccountConcurrency", {}, claimed, { minute });
    record.aws("AWS/Lambda", "ConcurrentExecutions", {}, environments.length + others, { minute });
    // The metrics function of each environment calls once a minute.
    calls(moment, "CloudWatch", "PutMetricData", conditions.metricCalls ?? environments.length);
    const ofKeys = conditions.keyCalls ?? random.between(keyCalls.least, keyCalls.most);
    calls(moment, "KMS", "CryptographicOperationsSymmetric", ofKeys);
    if (conditions.userErrors !== undefined) {
      record.aws("AWS/DynamoDB", "UserErrors", {}, conditions.userErrors, { minute });
    }
    bill(moment);
  };
}

/** AWS publishes one data point a minute, with the calls as its sum. */
function calls({ minute, record }: Pick<Moment, "minute" | "record">, Service: string, Resource: string, sum: number) {
  record.aws("AWS/Usage", "CallCount", { Service, Type: "API", Resource, Class: "None" }, sum, { minute });
}

/** The bill of the account so far this month, a few times a day. */
function bill({ minute, conditions, record }: Pick<Moment, "minute" | "conditions" | "record">): void {
  if (minute % (hoursBetweenBills * minutesOfHour) !== 0) return;
  const dollars = conditions.traceDollars ?? (Math.max(0, minute) / minutesOfDay) * dollarsPerDay;
  record.aws("AWS/Billing", "EstimatedCharges", { ServiceName: "AWSXRay", Currency: "USD" }, dollars, { minute });
}
