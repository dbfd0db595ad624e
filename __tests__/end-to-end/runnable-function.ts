import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import type { SettingValues } from "../../modules/functions/environment-variables.ts";
import { deployedName, functionVariables, type ProcessPlace } from "../rig/function-variables.ts";
import type { PackagedContract } from "../rig/packaged-function.ts";
import { type RuntimeClient, runtimeClients } from "../rig/runtime-clients.ts";

/** A function with all that Lambda has to know of it. */
export interface RunnableFunction {
  /** Name in its contract. */
  readonly name: string;
  readonly arn: string;
  readonly zip: Buffer;
  readonly client: RuntimeClient;
  readonly timeoutSeconds: number;
  /** Invocations that may run at the same time. */
  readonly reservedConcurrency: number;
  /** The whole environment of a process. */
  readonly variables: (place: ProcessPlace) => Readonly<Record<string, string>>;
}

/** Those among some values that a contract has as settings. */
export function settingsOf({ settings }: LambdaContract, values: SettingValues): SettingValues {
  return Object.fromEntries(Object.entries(values).filter(([name]) => name in settings));
}

/**
 * A packaged function as its contract wants it to be deployed.
 *
 * @param own variables that are different from what the rig gives.
 */
export function runnableFunction(
  { contract, zip }: PackagedContract,
  settings: SettingValues,
  own: Readonly<Record<string, string>>,
): RunnableFunction {
  const client = runtimeClients["4"];
  return {
    name: contract.name,
    arn: `arn:aws:lambda:us-east-1:111122223333:function:${deployedName(contract)}`,
    zip,
    client,
    timeoutSeconds: contract.timeoutSeconds,
    reservedConcurrency: contract.reservedConcurrency,
    variables: (place) => ({ ...functionVariables({ contract, settings, client, ...place }), ...own }),
  };
}
