import { join } from "node:path";
import { account } from "../../environments/account.ts";
import { refuseProblems } from "../../modules/problem.ts";
import { synthesize } from "../../modules/synthesis/synthesize.ts";
import { stateBucketName } from "../../stacks/account/surroundings.ts";
import type { Arguments } from "./arguments.ts";
import type { DeployableStack } from "./deployment/deployable-stack.ts";
import { endLocalState } from "./deployment/first-deployment.ts";
import { requireTerraform } from "./deployment/require-terraform.ts";
import { foreignFiles } from "./foreign-files.ts";
import { watchPhases } from "./phases.ts";
import { project } from "./project.ts";
import { sharingAdvice, stateLocation } from "./state-location.ts";

/**
 * Synthesizes the stacks of the environment that the first argument names, and says where their state is.
 *
 * @throws ProblemError where Terraform is missing, or the output cannot be trusted.
 */
export async function prepareEnvironment(args: Arguments): Promise<readonly DeployableStack[]> {
  const environment = args.positionals[0] ?? "";
  const { root, outputDirectory } = project;
  const definitions = project.definitions.filter((each) => each.environment === environment);
  const directoryOf = (name: string) => join(outputDirectory, "stacks", name);
  // Left where a first deployment was killed.
  for (const { name } of definitions) endLocalState({ directory: directoryOf(name) });
  refuseProblems(definitions.flatMap(({ name }) => foreignFiles(outputDirectory, name)));
  await requireTerraform(root);
  const { onPhase } = watchPhases();
  const { stacks } = await synthesize({ ...project, environments: [environment], onPhase });
  const advice = sharingAdvice(environment, stateBucketName(account));
  for (const { name, json } of stacks) console.log(stateLocation(outputDirectory, name, json, advice));
  return stacks.map(({ name, json }) => ({ name, environment, directory: directoryOf(name), json }));
}
