import { account } from "../../environments/account.ts";
import { environments } from "../../environments/index.ts";
import type { AlarmRegister } from "../../modules/alarms/register.ts";
import { byEnvironment } from "../../modules/cost/observability-budget.ts";
import { checkedStacks } from "../../modules/guardrails/checked-stack.ts";
import { rules } from "../../modules/guardrails/rules.ts";
import type { Naming } from "../../modules/naming/naming.ts";
import { budgetOf } from "../../modules/packaging/budgets.ts";
import { permissionsOf } from "../../modules/report/permissions/function-permissions.ts";
import type { ReportContent, ReportedEnvironment } from "../../modules/report/report-content.ts";
import { requirementPattern } from "../../modules/report/requirements/requirements.ts";
import { functionsOf } from "../../modules/synthesis/stack-definition.ts";
import type { Synthesis } from "../../modules/synthesis/synthesize.ts";
import { resourcesByKind } from "../../modules/synthesis/synthesized-stack.ts";
import { accountAlarmRegister } from "../../stacks/account/alarms.ts";
import { accountNaming, accountScope, watchedRegions } from "../../stacks/account/surroundings.ts";
import { sentimentAlarmRegister } from "../../stacks/sentiment/alarms/alarm-register.ts";
import { surroundingsOf } from "../../stacks/sentiment/surroundings.ts";
import { project } from "./project.ts";
import { namedTests } from "./test-names.ts";

/** What has alarms of its own: an environment, or the account. */
interface WatchedScope {
  readonly name: string;
  readonly register: AlarmRegister;
  readonly naming: Naming;
  readonly runbookUrl: string;
}

/** What the report says about some environments of this project. */
export function reportContent(synthesis: Synthesis, names: readonly string[]): ReportContent {
  const scopes = watchedScopes();
  return {
    title: "Serverless observability",
    command: "npm run report",
    contracts: functionsOf(names.flatMap(definitionsOf)).map(({ contract }) => contract),
    environments: scopes
      .filter(({ name }) => names.includes(name))
      .map((scope) => reportedEnvironment(scope, synthesis)),
    sizes: synthesis.functions.map(({ artifact: { functionName, bytes } }) => ({
      name: functionName,
      zipBytes: bytes,
      budgetBytes: budgetOf(functionName),
    })),
    requirements: {
      alarms: scopes.flatMap(({ register: { alarms, composites } }) => [...alarms, ...composites]),
      guardrails: rules,
      tests: namedTests("__tests__", requirementPattern),
    },
  };
}

/** Every environment, then the account, whose alarms are those of all its regions. */
function watchedScopes(): readonly WatchedScope[] {
  const registers = watchedRegions(account, environments).map(accountAlarmRegister);
  return [
    ...environments.map((environment) => {
      const surroundings = surroundingsOf(environment);
      const { name, runbookUrl } = environment;
      const contracts = definitionsOf(name).flatMap(({ functions }) => functions.map(({ contract }) => contract));
      const register = sentimentAlarmRegister(surroundings, contracts);
      return { name, register, naming: surroundings.naming, runbookUrl };
    }),
    {
      name: accountScope,
      register: {
        alarms: registers.flatMap(({ alarms }) => alarms),
        composites: registers.flatMap(({ composites }) => composites),
      },
      naming: accountNaming,
      runbookUrl: account.runbookUrl,
    },
  ];
}

function reportedEnvironment(scope: WatchedScope, { stacks, bills }: Synthesis): ReportedEnvironment {
  const { name, naming } = scope;
  const own = definitionsOf(name).flatMap(({ name: stack, production, functions }) =>
    stacks
      .filter((each) => each.name === stack)
      .map(({ json }) => ({ name: stack, json, production, contracts: functions.map(({ contract }) => contract) })),
  );
  const [total] = byEnvironment(bills.filter(({ environment }) => environment === name));
  return {
    ...scope,
    contracts: own.flatMap(({ contracts }) => contracts),
    stacks: own.map(({ name: stack, json }) => ({
      name: stack,
      resources: resourcesByKind(json).reduce((sum, [, count]) => sum + count, 0),
    })),
    alarmNameOf: (id) => naming("CloudWatch alarm", id),
    functionNameOf: (contractName) => naming("Lambda function", contractName),
    namePrefix: naming("SQS queue", "x").slice(0, -1),
    permissions: checkedStacks(own, () => undefined).flatMap(permissionsOf),
    bill: total?.bill ?? { items: [], dollars: 0 },
    budgetDollars: total?.budget?.dollars,
  };
}

function definitionsOf(environment: string) {
  return project.definitions.filter((each) => each.environment === environment);
}
