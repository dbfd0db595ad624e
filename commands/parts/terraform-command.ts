import { account } from "../../environments/account.ts";
import { refuseProblems } from "../../modules/problem.ts";
import { synthesize } from "../../modules/synthesis/synthesize.ts";
import { stateBucketName } from "../../stacks/account/surroundings.ts";
import type { Arguments } from "./arguments.ts";
import { foreignFiles } from "./foreign-files.ts";
import { watchPhases } from "./phases.ts";
import { project } from "./project.ts";
import { sharingAdvice, stateLocation } from "./state-location.ts";

/**
 * Synthesizes the stacks of the environment that the first argument names, and says where their state is.
 *
 * @returns names of the stacks, ready for Terraform.
 * @throws ProblemError where the output cannot be trusted.
 */
export async function prepareEnvironment(args: Arguments): Promise<readonly string[]> {
  const environment = args.positionals[0] ?? "";
  const definitions = project.definitions.filter((each) => each.environment === environment);
  refuseProblems(definitions.flatMap(({ name }) => foreignFiles(project.outputDirectory, name)));
  const { onPhase } = watchPhases();
  const { stacks } = await synthesize({ ...project, environments: [environment], onPhase });
  for (const { name, json } of stacks) {
    const definition = definitions.find((each) => each.name === name);
    const advice = definition?.localStateAdvice ?? sharingAdvice(environment, stateBucketName(account));
    console.log(stateLocation(project.outputDirectory, name, json, advice));
  }
  return stacks.map(({ name }) => name);
}
