import type { StackJson } from "../../../modules/synthesis/synthesized-stack.ts";

/** A synthesized stack, ready for Terraform. */
export interface DeployableStack {
  readonly name: string;
  /** What the commands call it by. */
  readonly environment: string;
  /** Folder of its `cdk.tf.json`, as the output directory is written. */
  readonly directory: string;
  readonly json: StackJson;
}

/** The bucket that holds the state; undefined where the state is on this machine. */
export function stateBucketOf({ json }: Pick<DeployableStack, "json">): string | undefined {
  const bucket = json.terraform?.backend?.s3?.bucket;
  return bucket === undefined ? undefined : String(bucket);
}
