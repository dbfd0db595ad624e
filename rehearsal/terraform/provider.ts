import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { terraform } from "./terraform.ts";

/** Providers that a stack can be adapted to by an override, where the one that it deploys with is not at hand. */
const olderConstraint = ">= 5.100.0, < 7.0.0";

/** The AWS provider that Terraform gets here. */
export interface Provider {
  readonly version: string;
  /** Whether it is older than what the stacks deploy with. */
  readonly older: boolean;
}

/**
 * Finds out which AWS provider Terraform gets: one that fits what the stacks ask for, else an older one.
 *
 * @param scratch directory for the attempts.
 * @returns the provider, or what Terraform says where it gets none.
 */
export async function providerAtHand(
  scratch: string,
  constraint: string,
): Promise<Provider | { readonly reason: string }> {
  const wanted = await selected(join(scratch, "provider-wanted"), constraint);
  if (wanted.version !== undefined) return { version: wanted.version, older: false };
  const older = await selected(join(scratch, "provider-older"), olderConstraint);
  return older.version === undefined ? { reason: older.reason } : { version: older.version, older: true };
}

async function selected(
  directory: string,
  version: string,
): Promise<{ readonly version?: string; readonly reason: string }> {
  mkdirSync(directory, { recursive: true });
  writeFileSync(
    join(directory, "main.tf.json"),
    JSON.stringify({ terraform: { required_providers: { aws: { source: "hashicorp/aws", version } } } }),
  );
  const init = await terraform(directory, ["init", "-input=false", "-no-color"]);
  if (init.status !== 0) return { reason: init.stderr.trim() };
  const { stdout } = await terraform(directory, ["version", "-json"]);
  const selections = Object.entries<string>(JSON.parse(stdout).provider_selections);
  const [, found] = selections.find(([address]) => address.endsWith("/hashicorp/aws")) ?? [];
  return found === undefined ? { reason: stdout } : { version: found, reason: "" };
}
