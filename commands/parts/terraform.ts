import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Environment variable that names a directory with providers in Terraform's mirror layout. */
export const mirrorVariable = "TF_PLUGIN_MIRROR";

/** How to come by Terraform and a provider; part of every message that says that one of them is missing. */
export const setupAdvice = `Install Terraform 1.10 or newer, and let it reach its registry or set ${mirrorVariable} to a provider mirror (made elsewhere with "terraform providers mirror DIRECTORY").`;

export interface TerraformResult {
  /** Exit code; `null` where Terraform could not be started. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs Terraform in a directory. Providers come from the mirror where one is named, else from wherever Terraform's
 * own configuration says.
 */
export function terraform(directory: string, ...args: readonly string[]): TerraformResult {
  const { status, stdout, stderr, error } = spawnSync("terraform", args, {
    cwd: directory,
    encoding: "utf8",
    maxBuffer: 100_000_000,
    env: { ...process.env, ...mirrorConfiguration(directory), TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1" },
  });
  return { status, stdout: stdout ?? "", stderr: error === undefined ? (stderr ?? "") : error.message };
}

function mirrorConfiguration(directory: string): Readonly<Record<string, string>> {
  const mirror = process.env[mirrorVariable];
  if (mirror === undefined || mirror === "") return {};
  const file = join(directory, ".terraform", "mirror.tfrc");
  mkdirSync(join(directory, ".terraform"), { recursive: true });
  writeFileSync(
    file,
    `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(resolve(mirror))}\n  }\n}\n`,
  );
  return { TF_CLI_CONFIG_FILE: file };
}
