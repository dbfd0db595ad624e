import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import type { AlarmRegister } from "../../modules/alarms/register.ts";
import { watchedFunction } from "../../modules/alarms/watched-function.ts";
import { functionQueries, type SavedQuery, systemQueries } from "../../modules/queries/saved-query.ts";
import type { Surroundings } from "./surroundings.ts";

/** Every saved query of an environment: of each function, and of all of them together. */
export function sentimentQueries(
  { environment, naming }: Surroundings,
  contracts: readonly LambdaContract[],
  { alarms }: AlarmRegister,
): readonly SavedQuery[] {
  const functions = contracts.map((contract) => watchedFunction(contract, environment.name, naming));
  return [...systemQueries(naming("CloudWatch Logs query", "all"), functions), ...functionQueries(functions, alarms)];
}
