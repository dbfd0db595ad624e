import { atOnce, type FaultRow, fault, used } from "./fault.ts";

/** Minutes until somebody has emptied a queue of the dead. */
const untilEmptied = { lingers: 32 };

/** What goes wrong with what functions share, and what becomes too much. */
export const resourceFaults: readonly FaultRow[] = [
  [
    /^schedule-dlq-not-empty$/,
    () => [fault("a schedule may not invoke its function", { lockedOut: { metrics: true } }, atOnce, untilEmptied)],
  ],
  [
    /^schedule-dlq-depth-exceeded$/,
    () => [
      fault("no schedule may invoke its function", { lockedOut: { ingestion: true, metrics: true } }, 95, untilEmptied),
    ],
  ],
  [
    /^(.+)-read-throttles$/,
    (table = "") => [fault("DynamoDB refuses reads", { tables: { [table]: { readThrottles: 4 } } }, atOnce)],
  ],
  [
    /^(.+)-write-throttles$/,
    (table = "") => [fault("DynamoDB refuses writes", { tables: { [table]: { writeThrottles: 4 } } }, atOnce)],
  ],
  [/^(.+)-system-errors$/, (table = "") => [fault("DynamoDB fails", { tables: { [table]: { systemErrors: 3 } } }, 3)]],
  [/^dynamodb-high-read-capacity$/, () => [fault("a query reads a whole table", { extraReads: 5_000 }, 4)]],
  [/^dynamodb-daily-cost-high$/, () => [fault("a query reads a whole table", { extraReads: 5_000 }, 22)]],
  [/^lambda-daily-invocations-high$/, () => [fault("a flood of requests", { requests: { perMinute: 300 } }, 180)]],
  [
    /^sns-daily-messages-high$/,
    () => [fault("scores are asked for again and again", { stories: { perRun: 400 } }, 140)],
  ],
  [/^traces-with-errors$/, () => [fault("every request fails", { ...used, failing: { dashboard: 1 } }, atOnce)]],
];
