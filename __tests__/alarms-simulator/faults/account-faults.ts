import { atOnce, type FaultRow, fault } from "./fault.ts";

/** Minutes between two estimates of the bill. */
const nextBill = 360;

/** What goes wrong with what AWS counts for the account as a whole. */
export const accountFaults: readonly FaultRow[] = [
  [/^dynamodb-user-errors$/, () => [fault("code sends DynamoDB what is wrong", { userErrors: 5 }, 4)]],
  [
    /^xray-cost-\d+$/,
    () => [fault("X-Ray costs far more than usual", { traceDollars: 60 }, nextBill, { lingers: nextBill })],
  ],
  [/^lambda-concurrency-quota$/, () => [fault("another system runs away", { otherExecutions: 700 }, atOnce)]],
  [/^metric-calls-quota$/, () => [fault("a loop sends one metric a call", { metricCalls: 27_000 }, atOnce)]],
  [/^key-calls-quota$/, () => [fault("a loop decrypts one secret", { keyCalls: 550_000 }, atOnce)]],
];
