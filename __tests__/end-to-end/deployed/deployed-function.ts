import { ProblemError } from "../../../modules/problem.ts";
import { lambdaVariables } from "../../rig/function-variables.ts";
import { type RuntimeClient, runtimeClients } from "../../rig/runtime-clients.ts";
import type { RunnableFunction } from "../runnable-function.ts";
import type { Addresses } from "../world.ts";
import type { DeployedContract } from "./deployed-system.ts";

/** Where the account does not say how many invocations may run at the same time. */
const unreserved = 1_000;

/**
 * A function as it was deployed: of its environment only the addresses of the servers of others are replaced.
 *
 * @throws ProblemError where its runtime is none of those that can be run here.
 */
export function deployedFunction({ contract, deployed }: DeployedContract, addresses: Addresses): RunnableFunction {
  const { name, arn, zip, timeoutSeconds, reservedConcurrency = unreserved, variables, runtime } = deployed;
  const client = clientOf(name, runtime);
  const replaced = Object.entries(addresses).filter(([variable]) => variable in variables);
  return {
    name: contract.name,
    arn,
    zip,
    client,
    timeoutSeconds,
    reservedConcurrency,
    variables: (place) => ({
      ...variables,
      ...Object.fromEntries(replaced),
      ...lambdaVariables({ ...deployed, client, ...place }),
    }),
  };
}

function clientOf(name: string, runtime: string): RuntimeClient {
  const clients: readonly RuntimeClient[] = Object.values(runtimeClients);
  const found = clients.find(({ executionEnvironment }) => executionEnvironment === `AWS_Lambda_${runtime}`);
  if (found !== undefined) return found;
  throw new ProblemError([
    {
      place: `${name}, run`,
      found: `the runtime ${runtime}`,
      expected: `one of ${clients.map(({ executionEnvironment }) => executionEnvironment.slice("AWS_Lambda_".length)).join(", ")}`,
      remedy: "Add its runtime client to __tests__/rig/runtime-clients.ts.",
    },
  ]);
}
