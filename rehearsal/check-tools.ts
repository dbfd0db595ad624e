import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ProblemError } from "../modules/problem.ts";
import { type Provider, providerAtHand } from "./terraform/provider.ts";
import { setupAdvice, terraform } from "./terraform/terraform.ts";

/** Terraform and a provider are missing here: nothing can be said about the stacks. */
export class MissingToolError extends ProblemError {}

/** Terraform and the provider that it gets. */
export interface Tools {
  readonly terraformVersion: string;
  readonly provider: Provider;
}

/**
 * Looks for Terraform and an AWS provider.
 *
 * @param constraint versions of the provider that the stacks deploy with.
 * @throws MissingToolError where one of them is missing; it says how to come by it.
 */
export async function checkTools(constraint: string): Promise<Tools> {
  const scratch = mkdtempSync(join(tmpdir(), "rehearsal-check-"));
  try {
    const started = await terraform(scratch, ["version", "-json"]);
    if (started.status !== 0) throw missing("Terraform", started.stderr.trim(), "Terraform, which runs");
    const provider = await providerAtHand(scratch, constraint);
    if ("reason" in provider)
      throw missing("AWS provider", oneLine(provider.reason), `one that fits ${constraint}, or an older one`);
    return { terraformVersion: JSON.parse(started.stdout).terraform_version, provider };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function missing(place: string, found: string, expected: string): MissingToolError {
  return new MissingToolError([{ place, found, expected, remedy: setupAdvice }]);
}

function oneLine(text: string): string {
  return text.replaceAll(/[│╷╵\s]+/g, " ").trim();
}
