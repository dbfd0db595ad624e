import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { localStatePath } from "../../../modules/terraform/state.ts";
import { type DeployableStack, stateBucketOf } from "./deployable-stack.ts";

/** Lets Terraform keep the state here instead of in a bucket that the stack itself is about to make. */
export const firstStateFile = "first_state_override.tf.json";

/** Whether a stack makes the bucket that its own state is kept in. */
export function makesItsOwnBucket(stack: Pick<DeployableStack, "json">): boolean {
  const buckets = Object.values(stack.json.resource?.aws_s3_bucket ?? {}).map(({ bucket }) => bucket);
  const own = stateBucketOf(stack);
  return own !== undefined && buckets.includes(own);
}

/** Whether a first deployment was interrupted before the state came into the bucket. */
export function isFirstDeploymentUnfinished(stack: DeployableStack): boolean {
  return makesItsOwnBucket(stack) && existsSync(localStateFile(stack));
}

/** Keeps the state on this machine until {@link endLocalState}. */
export function beginLocalState({ name, directory }: DeployableStack): void {
  const override = { terraform: { backend: { local: { path: localStatePath(name) } } } };
  writeFileSync(join(directory, firstStateFile), `${JSON.stringify(override, null, 2)}\n`);
}

/** The state is where the stack says again. */
export function endLocalState({ directory }: Pick<DeployableStack, "directory">): void {
  rmSync(join(directory, firstStateFile), { force: true });
}

/** Removes the state from this machine, once it is in the bucket. */
export function removeLocalState(stack: DeployableStack): void {
  for (const suffix of ["", ".backup"]) rmSync(`${localStateFile(stack)}${suffix}`, { force: true });
}

function localStateFile({ name, directory }: DeployableStack): string {
  return join(directory, localStatePath(name));
}
