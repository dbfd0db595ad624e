import type { Reach } from "../../../lambdas/shared/contract/index.ts";
import type { AccountContent, Existing } from "../account-content.ts";
import type { DeployedContract } from "./deployed-system.ts";

/** Everything that the functions reach, each once, by the name or ARN that was deployed in their variables. */
export function deployedContent(system: readonly DeployedContract[]): AccountContent {
  const reached = system.flatMap(({ contract, deployed }) =>
    Object.entries<Reach>(contract.reaches).flatMap(([variable, reach]) => {
      const address = deployed.variables[variable];
      return address === undefined ? [] : [{ reach, address }];
    }),
  );
  const once = <D>(found: readonly Existing<D>[]) => [...new Map(found.map((each) => [each.address, each])).values()];
  return {
    tables: once(
      reached.flatMap(({ reach, address }) => (reach.kind === "table" ? [{ definition: reach.table, address }] : [])),
    ),
    topics: once(
      reached.flatMap(({ reach, address }) => (reach.kind === "topic" ? [{ definition: reach.topic, address }] : [])),
    ),
    secrets: once(
      reached.flatMap(({ reach, address }) => (reach.kind === "secret" ? [{ definition: reach.secret, address }] : [])),
    ),
  };
}
