import { checkEnvironment } from "../../environments/check.ts";
import { prod } from "../../environments/prod.ts";
import { integer, type LambdaContract, schedule } from "../../lambdas/shared/contract/index.ts";
import type { AlarmRecord } from "../../modules/alarms/alarm-record.ts";
import { register } from "../../modules/alarms/register.ts";
import { checkContract } from "../../modules/functions/contract-check.ts";
import { naming } from "../../modules/naming/naming.ts";
import { alarm } from "../modules/alarms/alarm.ts";
import { contractWith } from "../modules/functions-checks/contract.ts";
import { type PlantedMistake, problemsOf } from "./planted-mistake.ts";

const contract = (what: string, found: string, changes: Partial<LambdaContract>): PlantedMistake => ({
  what,
  stage: "contract check",
  make: () => problemsOf(() => checkContract(contractWith(changes))),
  found,
});

const expected = prod.expectedTraffic.invocationsPerDay;
const invokedByOthers = Object.keys(expected);
const { dashboard: _, ...withoutDashboard } = expected;

const environment = (what: string, found: string, changes: Readonly<Record<string, unknown>>): PlantedMistake => ({
  what,
  stage: "environment check",
  make: () =>
    problemsOf(() => checkEnvironment({ ...prod, ...changes }, "prod", { all: invokedByOthers, invokedByOthers })),
  found,
});

const limit = { LIMIT: integer({ meaning: "jobs at once", minimum: 1, maximum: 9, default: 3 }) };
const [rule] = prod.samplingRules;

const record = alarm("errors");

const alarms = (what: string, found: string, records: readonly AlarmRecord[]): PlantedMistake => ({
  what,
  stage: "alarm register",
  make: () => problemsOf(() => register({ records, composites: [], level: "all", nameOf: (id) => id })),
  found,
});

/** Mistakes in what stacks are made from. */
export const mistakesBeforeTheStack: readonly PlantedMistake[] = [
  contract("a timeout of more than 15 minutes", "901", { timeoutSeconds: 901 }),
  contract("memory that Lambda does not offer", "64", { memoryMegabytes: 64 }),
  contract("`rate(5 minute)` in a contract", 'schedule "rate(5 minute)"', { triggers: [schedule("rate(5 minute)")] }),
  contract("a cron expression of five fields", 'schedule "cron(0 2 * * ?)"', {
    triggers: [schedule("cron(0 2 * * ?)")],
  }),
  contract("a setting whose name Lambda reserves", "a variable that Lambda reserves for itself", {
    settings: { AWS_REGION: limit.LIMIT },
  }),
  contract("a setting with a dash in its name", "a name that Lambda does not accept", {
    settings: { "JOB-LIMIT": limit.LIMIT },
  }),
  environment("a misspelt key of an environment", "an unknown key", { corsOrigns: [] }),
  environment("every site as an origin", '"*"', { corsOrigins: ["*"] }),
  environment("nobody who is told about alarms in production", "an empty list", { alarmSubscribers: [] }),
  environment("an address of the local machine in production", '"http://localhost:3000"', {
    dashboardUrl: "http://localhost:3000",
  }),
  environment("a number as account id", "111122223333", { accountId: 111_122_223_333 }),
  environment("a log retention that CloudWatch does not offer", "31", {
    logRetentionDays: { default: 31, functions: {} },
  }),
  environment("a sampling rate in percent", "5", { samplingRules: [{ ...rule, fixedRate: 5 }] }),
  environment("a priority of a sampling rule of 10,000", "10000", { samplingRules: [{ ...rule, priority: 10_000 }] }),
  environment("requests that nobody expects of a function that takes them", "nothing", {
    expectedTraffic: { ...prod.expectedTraffic, invocationsPerDay: withoutDashboard },
  }),
  environment("a budget of watching above that of everything", "101", { observabilityBudgetDollars: 101 }),
  {
    what: "a function name that is too long, through naming",
    stage: "naming",
    make: () => problemsOf(() => naming({ environment: "dev", system: "jobs" })("Lambda function", "x".repeat(61))),
    found: "70 characters",
  },
  {
    what: "a name in X-Ray of 33 characters, through naming",
    stage: "naming",
    make: () => problemsOf(() => naming({ environment: "dev", system: "jobs" })("X-Ray sampling rule", "x".repeat(24))),
    found: "33 characters",
  },
  alarms("an alarm over more than a day, in the register", "a look at 86700 s", [
    { ...record, evaluationPeriods: 289 },
  ]),
  alarms("an alarm with a period of 45 seconds, in the register", "a period of 45 s", [
    { ...record, periodSeconds: 45 },
  ]),
  alarms("two alarms of one name in the register", "2 alarms of this name", [record, record]),
];
