import { type LambdaContract, standardVariableNames } from "../../lambdas/shared/contract/index.ts";
import { type Problem, refuseProblems } from "../problem.ts";
import { maximumTimeoutSeconds } from "./platform.ts";
import { isSchedule } from "./schedule-expression.ts";

/**
 * Checks what the type of a contract cannot say.
 *
 * @throws ProblemError naming everything that is wrong with the contract.
 */
export function checkContract(contract: LambdaContract): void {
  refuseProblems([
    ...timeoutProblems(contract),
    ...memoryProblems(contract),
    ...triggerProblems(contract),
    ...variableProblems(contract),
  ]);
}

function timeoutProblems({ name, timeoutSeconds }: LambdaContract): readonly Problem[] {
  if (Number.isInteger(timeoutSeconds) && timeoutSeconds >= 1 && timeoutSeconds <= maximumTimeoutSeconds) return [];
  return [
    {
      place: `lambdas/${name}/contract.ts, timeoutSeconds`,
      found: String(timeoutSeconds),
      expected: `a whole number from 1 to ${maximumTimeoutSeconds}`,
      remedy: "Lambda stops a function after 15 minutes: split the work.",
    },
  ];
}

function memoryProblems({ name, memoryMegabytes }: LambdaContract): readonly Problem[] {
  if (Number.isInteger(memoryMegabytes) && memoryMegabytes >= 128 && memoryMegabytes <= 10_240) return [];
  return [
    {
      place: `lambdas/${name}/contract.ts, memoryMegabytes`,
      found: String(memoryMegabytes),
      expected: "a whole number from 128 to 10240",
      remedy: "Choose a size that Lambda offers.",
    },
  ];
}

function triggerProblems({ name, triggers }: LambdaContract): readonly Problem[] {
  const place = `lambdas/${name}/contract.ts, triggers`;
  const repeated = new Set(
    triggers.map(({ kind }) => kind).filter((kind, index, kinds) => kind !== "topic" && kinds.indexOf(kind) !== index),
  );
  return [
    ...[...repeated].map((kind) => ({
      place,
      found: `several triggers of kind ${kind}`,
      expected: "one of a kind, except topics",
      remedy: kind === "schedule" ? "Join the schedules in one cron expression." : "Keep one of them.",
    })),
    ...triggers
      .filter((trigger) => trigger.kind === "schedule" && !isSchedule(trigger.expression, "EventBridge rule"))
      .map((trigger) => ({
        place,
        found: `schedule "${"expression" in trigger ? trigger.expression : ""}"`,
        expected: "rate(1 minute), rate(5 minutes) or cron(0 * * * ? *): singular for 1 only, six fields in cron",
        remedy: "Correct the expression.",
      })),
  ];
}

function variableProblems(contract: LambdaContract): readonly Problem[] {
  const owners = new Map<string, string[]>();
  const own = (variable: string, owner: string) => owners.set(variable, [...(owners.get(variable) ?? []), owner]);
  for (const variable of standardVariableNames(contract)) own(variable, "every function");
  for (const variable of Object.keys(contract.reaches)) own(variable, "reaches");
  for (const variable of Object.keys(contract.settings)) own(variable, "settings");
  return [...owners].flatMap(([variable, names]) => [
    ...ownerProblem(contract, variable, names),
    ...nameProblem(contract, variable),
  ]);
}

function ownerProblem({ name }: LambdaContract, variable: string, owners: readonly string[]): readonly Problem[] {
  if (owners.length < 2) return [];
  return [
    {
      place: `lambdas/${name}/contract.ts, ${variable}`,
      found: `${owners.length} owners (${owners.join(", ")})`,
      expected: "one owner per variable",
      remedy: "Rename one of them.",
    },
  ];
}

/** Variables that Lambda sets itself and refuses to be given (AWS Lambda developer guide, reserved variables). */
const reservedVariable =
  /^(_HANDLER|_X_AMZN_TRACE_ID|AWS_(DEFAULT_)?REGION|AWS_EXECUTION_ENV|AWS_LAMBDA_.*|AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|ACCESS_KEY)|LAMBDA_(TASK_ROOT|RUNTIME_DIR))$/;

/** Whether Lambda sets a variable itself and refuses to be given it. */
export function isReservedVariable(name: string): boolean {
  return reservedVariable.test(name);
}

/** Whether Lambda takes a text as the name of a variable. */
export function isVariableName(name: string): boolean {
  return /^[A-Za-z]\w+$/.test(name) || isReservedVariable(name);
}

function nameProblem({ name }: LambdaContract, variable: string): readonly Problem[] {
  const reserved = isReservedVariable(variable);
  if (isVariableName(variable) && !reserved) return [];
  return [
    {
      place: `lambdas/${name}/contract.ts, ${variable}`,
      found: reserved ? "a variable that Lambda reserves for itself" : "a name that Lambda does not accept",
      expected: reserved
        ? "a name of your own"
        : "letters, digits and underscores, at least two, beginning with a letter",
      remedy: "Rename it.",
    },
  ];
}
