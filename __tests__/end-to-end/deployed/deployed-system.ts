import type { LambdaContract } from "../../../lambdas/shared/contract/index.ts";
import { naming } from "../../../modules/naming/naming.ts";
import { ProblemError } from "../../../modules/problem.ts";
import { type DeployedFunction, readFunction } from "../../../rehearsal/run/deployed-function.ts";
import type { EmulatedAws } from "../../../rehearsal/run/emulated-aws.ts";
import { type FunctionWiring, readWiring } from "../../../rehearsal/run/wiring.ts";

/** A function of a contract, read back from where it was deployed, with what makes it run there. */
export interface DeployedContract {
  readonly contract: LambdaContract;
  readonly deployed: DeployedFunction;
  readonly wiring: FunctionWiring;
}

/**
 * Reads the functions of an environment back.
 *
 * @throws ProblemError where one is missing, or something that should make it run may not invoke it.
 */
export async function readSystem(
  aws: EmulatedAws,
  environment: string,
  contracts: readonly LambdaContract[],
): Promise<readonly DeployedContract[]> {
  const found: DeployedContract[] = [];
  for (const contract of contracts) {
    const name = naming({ environment, system: contract.system.name })("Lambda function", contract.name);
    const deployed = await readFunction(aws, name);
    found.push({ contract, deployed, wiring: await readWiring(aws, deployed) });
  }
  const broken = found.flatMap(({ deployed, wiring }) => wiring.broken.map((text) => ({ name: deployed.name, text })));
  if (broken.length > 0) throw new ProblemError(broken.map(notAdmitted));
  return found;
}

function notAdmitted({ name, text }: { readonly name: string; readonly text: string }) {
  return {
    place: `${name}, run`,
    found: text,
    expected: "a permission of the function for everything that is to invoke it",
    remedy: "See its aws_lambda_permission: action, principal and source.",
  };
}
