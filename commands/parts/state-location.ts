import { join, normalize } from "node:path";
import type { StackJson } from "../../modules/synthesis/synthesized-stack.ts";

/** Says where Terraform keeps the state of a stack, as its synthesized JSON has it. */
export function stateLocation(
  outputDirectory: string,
  stackName: string,
  environment: string,
  json: StackJson,
): string {
  const { s3, local } = json.terraform?.backend ?? {};
  if (s3 !== undefined) return `State of ${stackName}: s3://${s3.bucket}/${s3.key}, locked while it is changed.`;
  const file = normalize(join(outputDirectory, "stacks", stackName, String(local?.path ?? "terraform.tfstate")));
  return [
    `State of ${stackName}: the file ${file}, on this machine alone. Keep it: without it Terraform knows nothing of what exists.`,
    `To share it, name a versioned bucket in environments/${environment}.ts: state: { bucket: "<name>" }.`,
  ].join("\n");
}
