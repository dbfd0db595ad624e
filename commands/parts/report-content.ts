import { environments } from "../../environments/index.ts";
import type { Environment } from "../../environments/schema.ts";
import { byEnvironment } from "../../modules/cost/observability-budget.ts";
import { checkedStacks } from "../../modules/guardrails/checked-stack.ts";
import { rules } from "../../modules/guardrails/rules.ts";
import { budgetOf } from "../../modules/packaging/budgets.ts";
import { permissionsOf } from "../../modules/report/permissions/function-permissions.ts";
import type { ReportContent, ReportedEnvironment } from "../../modules/report/report-content.ts";
import { requirementPattern } from "../../modules/report/requirements/requirements.ts";
import { functionsOf } from "../../modules/synthesis/stack-definition.ts";
import type { Synthesis } from "../../modules/synthesis/synthesize.ts";
import { resourcesByKind } from "../../modules/synthesis/synthesized-stack.ts";
import { accountAlarmRegister } from "../../stacks/account/alarms.ts";
import { sentimentAlarmRegister } from "../../stacks/sentiment/alarms/alarm-register.ts";
import { surroundingsOf } from "../../stacks/sentiment/surroundings.ts";
import { project } from "./project.ts";
import { namedTests } from "./test-names.ts";

/** What the report says about some environments of this project. */
export function reportContent({ stacks, functions, bills }: Synthesis, names: readonly string[]): ReportContent {
  const reported = environments
    .filter(({ name }) => names.includes(name))
    .map((environment) => reportedEnvironment(environment, { stacks, bills }));
  return {
    title: "Serverless observability",
    command: "npm run report",
    contracts: contracts(),
    environments: reported,
    sizes: functions.map(({ artifact: { functionName, bytes } }) => ({
      name: functionName,
      zipBytes: bytes,
      budgetBytes: budgetOf(functionName),
    })),
    requirements: {
      alarms: [
        accountAlarmRegister({ hasBill: true, hasEnvironments: true }),
        ...reported.map((each) => each.register),
      ].flatMap(({ alarms, composites }) => [...alarms, ...composites]),
      guardrails: rules,
      tests: namedTests("__tests__", requirementPattern),
    },
  };
}

function reportedEnvironment(
  environment: Environment,
  { stacks, bills }: Pick<Synthesis, "stacks" | "bills">,
): ReportedEnvironment {
  const surroundings = surroundingsOf(environment);
  const { naming } = surroundings;
  const definitions = project.definitions.filter((each) => each.environment === environment.name);
  const own = stacks.filter(({ name }) => definitions.some((each) => each.name === name));
  const register = sentimentAlarmRegister(surroundings, contracts());
  const [total] = byEnvironment(bills.filter((bill) => bill.environment === environment.name));
  return {
    name: environment.name,
    stacks: own.map(({ name, json }) => ({
      name,
      resources: resourcesByKind(json).reduce((sum, [, count]) => sum + count, 0),
    })),
    register,
    alarmNameOf: (id) => naming("CloudWatch alarm", id),
    functionNameOf: (name) => naming("Lambda function", name),
    namePrefix: naming("SQS queue", "x").slice(0, -1),
    runbookUrl: environment.runbookUrl,
    permissions: checkedStacks(
      own.map(({ name, json }) => ({ name, json, production: environment.production, contracts: contracts() })),
      () => undefined,
    ).flatMap(permissionsOf),
    bill: (total?.bill.items ?? []).map((item) => ({ ...item, quantity: Math.round(100 * item.quantity) / 100 })),
  };
}

function contracts() {
  return functionsOf(project.definitions).map(({ contract }) => contract);
}
