import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

/** Environment variable that names a directory with providers in Terraform's mirror layout. */
export const mirrorVariable = "TF_PLUGIN_MIRROR";

/** How to come by Terraform and a provider; part of every message that says that one of them is missing. */
export const setupAdvice = `Install Terraform 1.10 or newer, and let it reach its registry or set ${mirrorVariable} to a provider mirror (made elsewhere with "terraform providers mirror DIRECTORY").`;

export interface TerraformResult {
  /** Exit code; `null` where Terraform could not be started or was stopped. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface TerraformProps {
  /** The whole environment of the process, beside what Terraform itself is told. Default: that of this process. */
  readonly variables?: Readonly<Record<string, string | undefined>>;
  /** Told every line on stdout as it comes. Default: nobody is told. */
  readonly onLine?: (line: string) => void;
  /** Asks Terraform to stop in good order. Default: it runs to its end. */
  readonly signal?: AbortSignal;
  /** Whether what it says appears on this terminal as well, as it comes. Default: false. */
  readonly shown?: boolean;
}

/**
 * Runs Terraform, or what TERRAFORM_BINARY_NAME names, in a directory. Providers come from the mirror where one is
 * named, else from wherever Terraform's own configuration says.
 */
export function terraform(
  directory: string,
  args: readonly string[],
  { variables = process.env, onLine, signal, shown = false }: TerraformProps = {},
): Promise<TerraformResult> {
  const child = spawn(process.env.TERRAFORM_BINARY_NAME ?? "terraform", args, {
    cwd: directory,
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own: Ctrl-C reaches this process alone, which then asks Terraform once.
    detached: true,
    env: { ...variables, ...mirrorConfiguration(directory), TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1" },
  });
  const stdout: string[] = [];
  const stderr: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on("line", (line) => {
    stdout.push(line);
    onLine?.(line);
  });
  child.stderr.on("data", (chunk) => stderr.push(String(chunk)));
  if (shown) {
    child.stdout.pipe(process.stdout, { end: false });
    child.stderr.pipe(process.stderr, { end: false });
  }
  const stop = () => child.kill("SIGINT");
  signal?.addEventListener("abort", stop, { once: true });
  return new Promise((done) => {
    const end = (status: number | null) => {
      signal?.removeEventListener("abort", stop);
      done({ status, stdout: stdout.join("\n"), stderr: stderr.join("") });
    };
    child.once("error", (error) => {
      stderr.push(error.message);
      end(null);
    });
    child.once("close", end);
  });
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
