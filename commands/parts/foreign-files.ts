import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../../modules/problem.ts";

/** Terraform and OpenTofu read every file of these kinds in a stack's folder, and merge overrides over the rest. */
const configuration = /\.(tf|tofu)(\.json)?$/;

/** Files in a stack's folder that would change what is deployed and did not come from a synthesis. */
export function foreignFiles(outputDirectory: string, stackName: string): readonly Problem[] {
  const folder = join(outputDirectory, "stacks", stackName);
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  return names
    .filter((name) => configuration.test(name) && name !== "cdk.tf.json")
    .map((name) => ({
      place: folder,
      found: `${name}, which is not part of the synthesized stack but would change what is deployed`,
      expected: "cdk.tf.json alone",
      remedy: `Move what it says into the stack's code, then delete ${join(folder, name)}.`,
    }));
}
