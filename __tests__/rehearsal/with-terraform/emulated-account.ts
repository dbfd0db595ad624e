import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { olderProviderOverride } from "../../../modules/schema/older-provider.ts";
import { providerRequirement } from "../../../modules/terraform/provider-requirement.ts";
import { checkTools } from "../../../rehearsal/check-tools.ts";
import { readCopy, synthesizeCopy } from "../../../rehearsal/prepare-stacks.ts";
import { makeDirectory, type Session, startSession } from "../../../rehearsal/session.ts";
import type { Provider } from "../../../rehearsal/terraform/provider.ts";
import { rehearsalVariables } from "../../../rehearsal/terraform/rehearsal-variables.ts";
import { mirrorVariable } from "../../../rehearsal/terraform/terraform.ts";
import { stacks } from "../../../stacks/index.ts";

/** A command that runs. */
export interface RunningCommand {
  readonly process: ChildProcess;
  /** Everything that it has said until now. */
  said(): string;
  readonly ended: Promise<{ readonly code: number | null; readonly said: string }>;
}

/** Somebody who deploys into the emulated account: with an output directory and a local state of their own. */
export interface User {
  readonly outputDirectory: string;
  /** Runs a command of this project, or of another copy of it, with nothing but addresses and keys set. */
  run(command: readonly string[], variables?: Readonly<Record<string, string | undefined>>): RunningCommand;
  /** Runs `npm run` with a command of the project. */
  npmRun(name: string, ...args: readonly string[]): RunningCommand;
  /** Sends a signal to the Terraform that works on a stack. */
  signalTerraform(stackName: string, signal: NodeJS.Signals): void;
}

/** An emulated account that this project's own commands are run against. */
export interface EmulatedAccount {
  readonly session: Session;
  user(name: string): User;
  remove(): Promise<void>;
}

export const accountId = "111122223333";

/** Starts an emulated account. */
export async function emulatedAccount(project: string = process.cwd()): Promise<EmulatedAccount> {
  const { provider } = await checkTools(providerRequirement.version);
  const session = await startSession(makeDirectory(), provider, accountId);
  const folder = mkdtempSync(join(tmpdir(), "emulated-account-"));
  const bin = await adaptedTerraform(folder, provider);
  return {
    session,
    user: (name) => {
      const outputDirectory = join(folder, name, "cdktf.out");
      mkdirSync(outputDirectory, { recursive: true });
      const environment = {
        ...rehearsalVariables(session.url),
        ...mirrorConfiguration(folder),
        PATH: `${bin}:${process.env.PATH}`,
        CDKTF_OUTDIR: outputDirectory,
        CHECKPOINT_DISABLE: "1",
        // The CDKTF CLI would keep providers in the home folder, where a later look for a mirror could find them.
        CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
      };
      const run: User["run"] = (command, variables = {}) => start(command, project, { ...environment, ...variables });
      return {
        outputDirectory,
        run,
        npmRun: (command, ...args) => run([process.execPath, "commands/run.mjs", `commands/${command}.ts`, ...args]),
        signalTerraform: (stackName, signal) =>
          void process.kill(Number(readFileSync(join(outputDirectory, `${stackName}.pid`), "utf8")), signal),
      };
    },
    remove: async () => {
      await session.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until something holds. */
export async function until(holds: () => boolean, what: string, seconds = 240): Promise<void> {
  for (let waited = 0; waited < seconds * 1000; waited += 100) {
    if (holds()) return;
    await wait(100);
  }
  throw new Error(`Within ${seconds} s there was not: ${what}`);
}

/**
 * Puts a Terraform on the path that notes its process, so that tests can stop it. Where only an older provider is at hand,
 * it works on a copy of each stack's folder with the override that the older provider needs: what was synthesized, and the
 * commands, are those of every deployment.
 */
async function adaptedTerraform(folder: string, provider: Provider): Promise<string> {
  const overrides = join(folder, "overrides");
  const directory = join(folder, "bin");
  for (const each of [overrides, directory]) mkdirSync(each);
  if (provider.older) await writeOverrides(folder, overrides, provider.version);
  const real = execFileSync("sh", ["-c", 'command -v "$0"', process.env.TERRAFORM_BINARY_NAME ?? "terraform"]);
  writeFileSync(
    join(directory, "terraform"),
    `#!/bin/sh
set -e
if ls ./*.tf.json >/dev/null 2>&1; then
  name=$(basename "$PWD")
  echo $$ > ../../"$name.pid"
  override=${overrides}/none
  if [ -f cdk.tf.json ]; then override=${overrides}/$name; fi
  if [ -f "$override" ]; then
    copy=$PWD/../../adapted/$name
    mkdir -p "$copy" .terraform
    rm -f "$copy"/*.tf.json
    cp ./*.tf.json "$copy"
    cp "$override" "$copy/older_provider_override.tf.json"
    ln -sfn "$PWD/.terraform" "$copy/.terraform"
    cd "$copy"
  fi
fi
exec ${real.toString().trim()} "$@"
`,
  );
  chmodSync(join(directory, "terraform"), 0o755);
  return directory;
}

/** What an older provider needs, by stack; `none` for a configuration that is no stack. */
async function writeOverrides(folder: string, overrides: string, version: string): Promise<void> {
  const environments = [...new Set(stacks.map(({ environment }) => environment))];
  const project = { root: process.cwd(), definitions: stacks };
  const copies = join(folder, "synthesized");
  await synthesizeCopy(project, environments, copies, () => {});
  const write = (name: string, stack: Readonly<Record<string, unknown>>) =>
    writeFileSync(join(overrides, name), JSON.stringify(olderProviderOverride(stack, version)));
  write("none", {});
  for (const { name, json } of readCopy(project, environments, copies)) write(name, json);
}

/** Lets Terraform find a mirror of providers the way that users do: by its own configuration. */
function mirrorConfiguration(folder: string): Readonly<Record<string, string>> {
  const mirror = process.env[mirrorVariable];
  if (mirror === undefined || mirror === "") return {};
  const file = join(folder, "mirror.tfrc");
  const path = JSON.stringify(resolve(mirror));
  if (!existsSync(file))
    writeFileSync(file, `provider_installation {\n  filesystem_mirror {\n    path = ${path}\n  }\n}\n`);
  return { TF_CLI_CONFIG_FILE: file };
}

function start(
  [file = "", ...args]: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): RunningCommand {
  const child = spawn(file, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => said.push(String(chunk)));
  const text = () => said.join("");
  const ended = new Promise<{ readonly code: number | null; readonly said: string }>((done) =>
    child.once("close", (code) => done({ code, said: text() })),
  );
  return { process: child, said: text, ended };
}
