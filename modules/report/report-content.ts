import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import type { AlarmRegister } from "../alarms/register.ts";
import type { Bill } from "../cost/bill.ts";
import type { FunctionPermissions } from "./permissions/function-permissions.ts";
import type { RequirementSources } from "./requirements/requirements.ts";

/** Everything that a report shows. */
export interface ReportContent {
  readonly title: string;
  /** How to write the report again. */
  readonly command: string;
  /** Every function of the environments, each once; the account by itself has none. */
  readonly contracts: readonly LambdaContract[];
  readonly environments: readonly ReportedEnvironment[];
  readonly sizes: readonly FunctionSize[];
  readonly requirements: RequirementSources;
}

/** Stacks that are deployed together. */
export interface ReportedEnvironment {
  readonly name: string;
  /** Its functions; the account itself has none. */
  readonly contracts: readonly LambdaContract[];
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
  /** What watching it costs a month. */
  readonly bill: Bill;
  /** What that may cost. Default: nobody limits it. */
  readonly budgetDollars: number | undefined;
}

/** A packaged function. */
export interface FunctionSize {
  readonly name: string;
  readonly zipBytes: number;
  readonly budgetBytes: number;
}
