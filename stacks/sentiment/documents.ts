import { environments } from "../../environments/index.ts";
import type { Environment } from "../../environments/schema.ts";
import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import { alarmsDocument } from "../../modules/alarms/alarms-document.ts";
import type { EnvironmentTotal } from "../../modules/cost/observability-budget.ts";
import { accountAlarmRegister } from "../account/alarms.ts";
import { sentimentAlarmRegister } from "./alarms/alarm-register.ts";
import * as functions from "./functions.ts";
import { surroundingsOf } from "./surroundings.ts";

/** A file of documentation that is made from what is deployed. */
export interface GeneratedDocument {
  readonly path: string;
  readonly text: string;
}

/** Command that writes the documents. */
const command = "npm run docs";

/**
 * Every generated document.
 *
 * @param totals what watching each environment costs.
 */
export function documents(totals: readonly EnvironmentTotal[]): readonly GeneratedDocument[] {
  const contracts: readonly LambdaContract[] = Object.values(functions);
  const registerOf = (environment: Environment) => sentimentAlarmRegister(surroundingsOf(environment), contracts);
  const anyEnvironment = environments.map(
    (environment): Environment => ({ ...environment, name: "{env}", alarms: "all" }),
  )[0];
  if (anyEnvironment === undefined) return [];
  const { naming } = surroundingsOf(anyEnvironment);
  const text = alarmsDocument({
    register: registerOf(anyEnvironment),
    contracts,
    environments: environments.map((environment) => ({ name: environment.name, register: registerOf(environment) })),
    totals,
    account: accountAlarmRegister({ hasBill: true, hasEnvironments: true }),
    nameOf: (id) => naming("CloudWatch alarm", id),
    command,
  });
  return [{ path: "docs/alarms.md", text }];
}
