import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ProblemError } from "../modules/problem.ts";
import type { StackDefinition } from "../modules/synthesis/stack-definition.ts";
import { type Phase, synthesize } from "../modules/synthesis/synthesize.ts";
import type { StackJson } from "../modules/synthesis/synthesized-stack.ts";
import type { RehearsedStack } from "./phases/rehearsed-stack.ts";
import { liftFile } from "./terraform/lift-protection.ts";
import type { Provider } from "./terraform/provider.ts";
import { overrideFile, providersOf, rehearsalOverride } from "./terraform/rehearsal-override.ts";

/** What is rehearsed. */
export interface RehearsedProject {
  /** The project's folder. */
  readonly root: string;
  /** Every stack that exists. */
  readonly definitions: readonly StackDefinition[];
}

/**
 * Synthesizes the stacks of some environments into a directory of the rehearsal's own; the project's output is not
 * touched.
 *
 * @throws ProblemError or ValidationError for what users can put right.
 */
export async function synthesizeCopy(
  project: RehearsedProject,
  environments: readonly string[],
  directory: string,
  onPhase: (phase: Phase) => void,
): Promise<readonly RehearsedStack[]> {
  await synthesize({ ...project, outputDirectory: directory, environments, onPhase });
  return readCopy(project, environments, directory);
}

/** Reads the stacks that were synthesized into a rehearsal's directory. */
export function readCopy(
  { definitions }: RehearsedProject,
  environments: readonly string[],
  directory: string,
): readonly RehearsedStack[] {
  return definitions
    .filter(({ environment }) => environments.includes(environment))
    .map(({ name, environment }) => {
      const stackDirectory = join(directory, "stacks", name);
      const json = JSON.parse(readFileSync(join(stackDirectory, "cdk.tf.json"), "utf8")) as StackJson;
      return { name, environment, directory: stackDirectory, json };
    });
}

/** Writes beside each stack what makes it fit for a rehearsal against an address; a protection that was lifted is back. */
export function writeOverrides(stacks: readonly RehearsedStack[], provider: Provider, endpointUrl: string): void {
  for (const { directory, json } of stacks) {
    const override = rehearsalOverride(json, provider, endpointUrl);
    rmSync(join(directory, liftFile), { force: true });
    writeFileSync(join(directory, overrideFile), `${JSON.stringify(override, null, 2)}\n`);
  }
}

/**
 * The account that the stacks are for; the emulator plays it.
 *
 * @throws ProblemError where they are not all for one.
 */
export function accountOf(stacks: readonly RehearsedStack[]): string {
  const providers = stacks.flatMap(({ json }) => providersOf(json));
  const accounts = [...new Set(providers.flatMap(({ allowed_account_ids = [] }) => allowed_account_ids))];
  const [account] = accounts;
  if (account !== undefined && accounts.length === 1) return account;
  throw new ProblemError([
    {
      place: `rehearsal of ${stacks.map(({ name }) => name).join(", ")}`,
      found: accounts.length === 0 ? "no account" : `the accounts ${accounts.join(", ")}`,
      expected: "stacks of one account, as each of its providers allows it",
      remedy: "Rehearse environments of different accounts one after the other.",
    },
  ]);
}
