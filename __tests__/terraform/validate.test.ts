import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";

const scratch = mkdtempSync(join(tmpdir(), "validate-test-"));
afterAll(() => rmSync(scratch, { recursive: true }));

/** An output directory with one stack, as `cdktf synth` leaves it behind. */
const outputDirectory = join(scratch, "output");
const stack = {
  terraform: { required_providers: { aws: { source: "hashicorp/aws", version: "~> 6.29" } } },
  resource: { aws_lambda_function: { worker: { runtime: "nodejs24.x", code_sha256: "x" } } },
};
mkdirSync(join(outputDirectory, "stacks", "one"), { recursive: true });
writeFileSync(join(outputDirectory, "stacks", "one", "cdk.tf.json"), JSON.stringify(stack));
writeFileSync(
  join(outputDirectory, "manifest.json"),
  JSON.stringify({
    stacks: { one: { workingDirectory: "stacks/one", synthesizedStackPath: "stacks/one/cdk.tf.json" } },
  }),
);

/** A program called terraform that answers each of its commands with a line of shell. */
function terraformThat(answers: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(scratch, "bin-"));
  const cases = Object.entries(answers).map(([command, answer]) => `${command}) ${answer};;`);
  writeFileSync(join(directory, "terraform"), `#!/bin/sh\ncase "$1" in\n${cases.join("\n")}\nesac\n`);
  chmodSync(join(directory, "terraform"), 0o755);
  return directory;
}

const nowhere = join(scratch, "nowhere");

/** Runs the command with a terraform of its own. */
function validate(terraformDirectory: string, output = outputDirectory, variables: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["commands/run.mjs", "commands/validate.ts"], {
    encoding: "utf8",
    env: {
      PATH: terraformDirectory === nowhere ? nowhere : `${terraformDirectory}:/bin:/usr/bin`,
      CDKTF_OUTDIR: output,
      ...variables,
    },
  });
  return { status, text: `${stdout}${stderr}` };
}

const provider = (version: string) =>
  `echo '{"provider_selections":{"registry.terraform.io/hashicorp/aws":"${version}"}}'`;
const diagnostics = (...list: readonly object[]) => `echo '${JSON.stringify({ diagnostics: list })}'`;

describe("validate", () => {
  it("says that nothing was checked, and how that can be changed, where Terraform is missing", () => {
    const { status, text } = validate(nowhere);

    expect(status).toBe(3);
    expect(text).toContain("not checked: Terraform does not run");
    expect(text).toContain("TF_PLUGIN_MIRROR");
  });

  it("says that nothing was checked where there is no provider", () => {
    const { status, text } = validate(terraformThat({ init: "echo no route >&2; exit 1", version: "exit 0" }));

    expect(status).toBe(3);
    expect(text).toContain("not checked: no AWS provider");
    expect(text).toContain("no route");
  });

  it("fails where nothing was synthesized", () => {
    const { status, text } = validate(nowhere, join(scratch, "nothing"));

    expect(status).toBe(1);
    expect(text).toContain("manifest.json, expected synthesized stacks");
  });

  it("fails with the error, its address and its detail where a stack is not valid", () => {
    const wrong = { severity: "error", summary: "Wrong", detail: "Not so", address: "aws_lambda_function.worker" };
    const { status, text } = validate(
      terraformThat({ init: "exit 0", version: provider("6.30.0"), validate: diagnostics(wrong) }),
    );

    expect(status).toBe(1);
    expect(text).toContain("one: 1 errors, 0 warnings\n  error: aws_lambda_function.worker: Wrong: Not so");
  });

  it("passes warnings on and is content", () => {
    const warning = { severity: "warning", summary: "Old" };
    const { status, text } = validate(
      terraformThat({ init: "exit 0", version: provider("6.30.0"), validate: diagnostics(warning) }),
    );

    expect(status).toBe(0);
    expect(text).toContain("AWS provider 6.30.0\none: valid, 1 warnings\n  warning: Old");
  });

  it("fails where Terraform cannot even read a stack", () => {
    const { status, text } = validate(
      terraformThat({ init: "[ -f main.tf.json ] || { echo broken >&2; exit 1; }", version: provider("6.30.0") }),
    );

    expect(status).toBe(1);
    expect(text).toContain("error: terraform init failed: broken");
  });

  it("takes providers from the mirror that is named", () => {
    const bin = terraformThat({
      init: `grep -q 'path = "/any/some mirror"' "$TF_CLI_CONFIG_FILE"`,
      version: provider("6.30.0"),
      validate: diagnostics(),
    });

    expect(validate(bin, outputDirectory, { TF_PLUGIN_MIRROR: "/any/some mirror" }).status).toBe(0);
    expect(validate(bin, outputDirectory, { TF_PLUGIN_MIRROR: "/any/other" }).status).toBe(3);
  });

  it("adapts a copy to a provider that is older than the one that is deployed with", () => {
    const seen = join(scratch, "seen.json");
    const bin = terraformThat({
      init: "grep -q '~> 6.29' main.tf.json 2>/dev/null && exit 1; exit 0",
      version: provider("5.100.0"),
      validate: `cat older_provider_override.tf.json > ${seen}; ${diagnostics()}`,
    });
    const { status, text } = validate(bin);

    expect(status).toBe(0);
    expect(text).toContain("AWS provider 5.100.0: older than ~> 6.29");
    expect(JSON.parse(readFileSync(seen, "utf8")).resource).toEqual({
      aws_lambda_function: { worker: { runtime: "nodejs22.x", code_sha256: null } },
    });
    expect(readFileSync(join(outputDirectory, "stacks", "one", "cdk.tf.json"), "utf8")).toBe(JSON.stringify(stack));
  });
});
