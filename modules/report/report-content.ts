import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import type { AlarmRegister } from "../alarms/register.ts";
import type { FunctionPermissions } from "./permissions/function-permissions.ts";
import type { RequirementSources } from "./requirements/requirements.ts";

/** Everything that a report shows. */
export interface ReportContent {
  readonly title: string;
  /** How to write the report again. */
  readonly command: string;
  readonly contracts: readonly LambdaContract[];
  readonly environments: readonly ReportedEnvironment[];
  readonly sizes: readonly FunctionSize[];
  readonly requirements: RequirementSources;
}

export interface ReportedEnvironment {
  readonly name: string;
  /** Names of its stacks, with the number of their resources. */
  readonly stacks: readonly { readonly name: string; readonly resources: number }[];
  readonly register: AlarmRegister;
  /** Full name of an alarm. */
  readonly alarmNameOf: (id: string) => string;
  /** Name in Lambda of the function of a contract. */
  readonly functionNameOf: (contractName: string) => string;
  /** What the names of its resources begin with. */
  readonly namePrefix: string;
  /** Address of the runbook, without a section. */
  readonly runbookUrl: string;
  readonly permissions: readonly FunctionPermissions[];
  /** The monthly bill, the largest item first. */
  readonly bill: readonly BillItem[];
}

/** A line of the monthly bill. */
export interface BillItem {
  readonly what: string;
  readonly quantity: number;
  readonly unit: string;
  readonly dollars: number;
}

/** A packaged function. */
export interface FunctionSize {
  readonly name: string;
  readonly zipBytes: number;
  readonly budgetBytes: number;
}
