// Runs `terraform validate` on every synthesized stack: `npm run validate`, after a synth.
// Exit codes: 0 all stacks are valid, 1 a stack is not (or nothing was synthesized), 3 nothing could be checked because
// Terraform or a provider is missing.
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { olderProviderOverride } from "../modules/schema/older-provider.ts";
import { providerAtHand } from "../rehearsal/terraform/provider.ts";
import { setupAdvice, terraform } from "../rehearsal/terraform/terraform.ts";
import { readArguments, type Usage } from "./parts/arguments.ts";
import { runCommand } from "./parts/run-command.ts";

const usage: Usage = {
  call: "npm run validate",
  purpose:
    "Runs `terraform validate` on every stack of cdktf.out. Exit codes: 0 valid, 1 not valid, 3 could not be checked.",
  options: {},
};

const couldNotCheck = 3;

interface SynthesizedStack {
  readonly name: string;
  /** Relative to the output directory. */
  readonly directory: string;
  readonly json: Readonly<Record<string, unknown>>;
}

interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail?: string;
  readonly address?: string;
}

/** Says why and ends the command. */
function end(code: number, message: string): never {
  console.error(message);
  process.exit(code);
}

function readStacks(outputDirectory: string): readonly SynthesizedStack[] {
  const manifestFile = join(outputDirectory, "manifest.json");
  if (!existsSync(manifestFile))
    end(1, `validate: found no ${manifestFile}, expected synthesized stacks. Run "npm run synth" first.`);
  const { stacks } = JSON.parse(readFileSync(manifestFile, "utf8")) as {
    stacks: Readonly<Record<string, { readonly workingDirectory: string; readonly synthesizedStackPath: string }>>;
  };
  return Object.entries(stacks).map(([name, { workingDirectory, synthesizedStackPath }]) => ({
    name,
    directory: workingDirectory,
    json: JSON.parse(readFileSync(join(outputDirectory, synthesizedStackPath), "utf8")),
  }));
}

/** A copy of the output, so that what was synthesized stays as it is. */
function copyStack(stack: SynthesizedStack, outputDirectory: string, scratch: string): string {
  const directory = join(scratch, stack.directory);
  cpSync(join(outputDirectory, stack.directory), directory, {
    recursive: true,
    filter: (source) => !source.includes(".terraform"),
  });
  return directory;
}

async function validate(directory: string): Promise<readonly Diagnostic[]> {
  const init = await terraform(directory, ["init", "-backend=false", "-input=false", "-no-color"]);
  if (init.status !== 0) return [{ severity: "error", summary: "terraform init failed", detail: init.stderr.trim() }];
  const { stdout, stderr } = await terraform(directory, ["validate", "-json"]);
  try {
    return JSON.parse(stdout).diagnostics;
  } catch {
    return [{ severity: "error", summary: "terraform validate failed", detail: stderr.trim() || stdout.trim() }];
  }
}

function print(name: string, diagnostics: readonly Diagnostic[]): void {
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  console.log(`${name}: ${errors === 0 ? "valid" : `${errors} errors`}, ${diagnostics.length - errors} warnings`);
  for (const { severity, address, summary, detail } of diagnostics)
    console.log(
      `  ${severity}: ${address === undefined ? "" : `${address}: `}${summary}${detail === undefined ? "" : `: ${detail}`}`,
    );
}

async function validateAll(outputDirectory: string, scratch: string): Promise<number> {
  const stacks = readStacks(outputDirectory);
  const started = await terraform(scratch, ["version"]);
  if (started.status !== 0)
    end(couldNotCheck, `not checked: Terraform does not run (${started.stderr.trim()}). ${setupAdvice}`);
  const wanted = requirementOf(stacks);
  const provider = await providerAtHand(scratch, wanted);
  if ("reason" in provider) end(couldNotCheck, `not checked: no AWS provider. ${setupAdvice}\n${provider.reason}`);
  const { version, older } = provider;
  console.log(
    older
      ? `AWS provider ${version}: older than ${wanted}, so newer attributes and the runtime are overridden in a copy`
      : `AWS provider ${version}`,
  );
  if (existsSync(join(outputDirectory, "artifacts")))
    symlinkSync(join(outputDirectory, "artifacts"), join(scratch, "artifacts"));
  let valid = true;
  for (const stack of stacks) {
    const directory = copyStack(stack, outputDirectory, scratch);
    if (older) {
      const override = olderProviderOverride(stack.json, version);
      writeFileSync(join(directory, "older_provider_override.tf.json"), JSON.stringify(override));
    }
    const diagnostics = await validate(directory);
    print(stack.name, diagnostics);
    valid &&= diagnostics.every(({ severity }) => severity !== "error");
  }
  return valid ? 0 : 1;
}

/** The version constraint that the stacks deploy with; all have the same. */
function requirementOf(stacks: readonly SynthesizedStack[]): string {
  const terraformOf = ({ json }: SynthesizedStack) =>
    json.terraform as { required_providers: { aws: { version: string } } } | undefined;
  const [first] = stacks;
  if (first === undefined) end(1, "validate: found no stack, expected at least one. Synthesize one first.");
  return terraformOf(first)?.required_providers.aws.version ?? "";
}

await runCommand(async () => {
  if (readArguments(usage, process.argv.slice(2)) === undefined) return;
  const scratch = mkdtempSync(join(tmpdir(), "validate-"));
  process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));
  process.exitCode = await validateAll(resolve(process.env.CDKTF_OUTDIR ?? "cdktf.out"), scratch);
});
