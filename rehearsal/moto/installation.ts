import { spawn, spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { ProblemError } from "../../modules/problem.ts";

/** The version that the supplement and the tests were written against. */
const requirement = "moto[server]==5.2.1";

/** Where the project keeps its own moto: removed with the cache, and out of the way of any other Python. */
const directory = join(".cache", "rehearsal", requirement.replaceAll(/\W+/g, "-"));

/** How people install moto; part of every message that says that it is missing. */
export const motoInstallation = "npm run moto";

/**
 * The command that starts moto here, without its arguments: the project's own, else one on the path; undefined where
 * there is none.
 */
export function motoCommand(): readonly [string, ...string[]] | undefined {
  const candidates = [[ownServer()], ["moto_server"], ["python3", "-m", "moto.server"]] as const;
  return candidates.find(([command, ...args]) => spawnSync(command, [...args, "--help"]).status === 0);
}

/** Whether the project has its own moto, of the right version. */
export function hasOwnMoto(): boolean {
  return existsSync(ownServer());
}

function ownServer(): string {
  return resolve(directory, "bin", "moto_server");
}

/**
 * Installs moto for this project alone.
 *
 * @throws ProblemError where Python is missing or the package cannot be had; nothing is left behind then.
 */
export async function installMoto(): Promise<void> {
  const steps = [
    ["python3", "-m", "venv", directory],
    [join(directory, "bin", "pip"), "install", "--quiet", "--disable-pip-version-check", requirement],
  ] as const;
  for (const [command, ...args] of steps) {
    const failure = await failureOf(command, args);
    if (failure === undefined) continue;
    rmSync(directory, { recursive: true, force: true });
    throw new ProblemError([
      {
        place: [command, ...args].join(" "),
        found: failure,
        expected: `${requirement}, the emulated AWS, in an environment of its own`,
        remedy: "Install Python 3.9 or newer with venv and pip, and let pip reach a package index.",
      },
    ]);
  }
}

/** What a program says where it fails; undefined where it succeeds. */
function failureOf(command: string, args: readonly string[]): Promise<string | undefined> {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => said.push(String(chunk)));
  return new Promise((done) => {
    child.once("error", (error) => done(error.message));
    child.once("close", (code) => done(code === 0 ? undefined : said.join("").trim() || `exit code ${code}`));
  });
}
