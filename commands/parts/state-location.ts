import { join, normalize } from "node:path";
import type { StackJson } from "../../modules/synthesis/synthesized-stack.ts";

/**
 * Says where Terraform keeps the state of a stack, as its synthesized JSON has it.
 *
 * @param advice what else to say where the state is on this machine alone
 */
export function stateLocation(outputDirectory: string, stackName: string, json: StackJson, advice: string): string {
  const { s3, local } = json.terraform?.backend ?? {};
  if (s3 !== undefined) return `State of ${stackName}: s3://${s3.bucket}/${s3.key}, locked while it is changed.`;
  const file = normalize(join(outputDirectory, "stacks", stackName, String(local?.path ?? "terraform.tfstate")));
  return [
    `State of ${stackName}: the file ${file}, on this machine alone. Keep it: without it Terraform knows nothing of what exists.`,
    advice,
  ].join("\n");
}

/** How the state of an environment comes into a bucket. */
export function sharingAdvice(environment: string, bucket: string): string {
  return `To share it, write state: { bucket: "${bucket}" } into environments/${environment}.ts, make the bucket with "npm run deploy -- account", and deploy with --migrate-state.`;
}
