import { chmodSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { prod } from "../../environments/prod.ts";
import { functionsOf } from "../../modules/synthesis/stack-definition.ts";
import { stacks } from "../../stacks/index.ts";
import { copyProject } from "../helpers/project-copy.ts";
import { runCommand } from "../helpers/run-command.ts";
import { contentOf, temporaryFolder, writeFiles } from "../helpers/temporary-project.ts";

const seconds = 1000;
const functionNames = functionsOf(stacks).map(({ functionName }) => functionName);
const stackNames = stacks.map(({ name }) => name);
const environmentNames = [...new Set(stacks.map(({ environment }) => environment))];

describe("called wrongly, a command says how it is called, does nothing and exits with 2", () => {
  it.each<[readonly string[], string]>([
    [
      ["commands/synth.ts", "--environment", "prid"],
      "Unknown environment prid. Did you mean prod? Known: account, dev, preprod, prod.\n",
    ],
    [
      ["commands/synth.ts", "--enviroment", "prod"],
      "Unknown option --enviroment. Did you mean --environment? Known: --environment, --json, --help.\n",
    ],
    [["commands/synth.ts", "prod"], '"prod" is one argument too many.\n'],
    [["commands/list.ts", "--environment"], "--environment needs a value.\n"],
    [["commands/deploy.ts"], "The environment is missing. Known: account, dev, preprod, prod.\n"],
    [
      ["commands/deploy.ts", "pre-prod", "--auto-approve"],
      "Unknown environment pre-prod. Did you mean preprod? Known: account, dev, preprod, prod.\n",
    ],
    [["commands/rehearse.ts", "dev", "prod", "--all"], "Either dev, prod or --all, not both.\n"],
    [
      ["commands/rehearse.ts", "dev", "--from", "aply"],
      "Unknown phase aply. Did you mean apply? Known: check, prepare, init, validate, plan, apply, second-plan, run, protection, destroy.\n",
    ],
    [["commands/deploy.ts", "dev"], "There is no terminal on which to ask for approval. Give --auto-approve.\n"],
    [["commands/diff.ts", "dev", "--auto-approve"], "Unknown option --auto-approve. Known: --help.\n"],
  ])("%j", (args, message) => {
    const outputDirectory = join(temporaryFolder(), "cdktf.out");

    const result = runCommand(args, { CDKTF_OUTDIR: outputDirectory });

    expect(result).toEqual({ code: 2, stdout: "", stderr: message });
    expect(contentOf(outputDirectory)).toEqual({});
  });
});

it.each(["synth", "list", "docs", "deploy", "diff", "rehearse", "verify"])("%s explains itself", (name) => {
  const { code, stdout } = runCommand([`commands/${name}.ts`, "--help"]);

  expect(code).toBe(0);
  expect(stdout).toContain(`Usage: npm run ${name} -- `);
});

it("the app of the cdktf CLI and npm run synth write the same bytes", { timeout: 30 * seconds }, () => {
  const [byApp, byCommand] = [temporaryFolder(), temporaryFolder()];

  const app = runCommand(["main.ts"], { CDKTF_OUTDIR: byApp });
  const command = runCommand(["commands/synth.ts"], { CDKTF_OUTDIR: byCommand });

  expect(app).toEqual({ code: 0, stdout: "", stderr: "" });
  expect(command.code).toBe(0);
  expect(contentOf(byApp)).toEqual(contentOf(byCommand));
  expect(Object.keys(contentOf(byApp)).filter((path) => path.endsWith("cdk.tf.json"))).toHaveLength(stacks.length);
});

it("synth shows every stack, every function with its budget, and every phase", { timeout: 30 * seconds }, () => {
  const { code, stdout, stderr } = runCommand(["commands/synth.ts"], { CDKTF_OUTDIR: temporaryFolder() });

  expect(code).toBe(0);
  for (const name of stackNames) expect(stdout).toMatch(new RegExp(`^${name} +\\d+ +\\d+\\.\\d KB$`, "m"));
  for (const name of environmentNames) {
    expect(stdout).toMatch(
      new RegExp(`^${name} +\\$\\d+\\.\\d\\d +\\$\\d+\\.\\d\\d +\\d+ % +\\w.* \\$\\d+\\.\\d\\d$`, "m"),
    );
  }
  for (const name of functionNames) {
    expect(stdout).toMatch(new RegExp(`^${name} +\\d+\\.\\d KB +[34]50\\.0 KB +\\d+ % +(built|from cache)$`, "m"));
  }
  expect(stdout).toMatch(/^\d+ of \d+ functions from the cache$/m);
  expect(stdout).toMatch(/^together +\d+\.\d\d s$/m);
  expect(stderr.split("\n")).toEqual([
    "checking environments …",
    "packaging and loading …",
    "synthesizing …",
    "checking stacks …",
    "publishing …",
    "",
  ]);
});

it("synth --json is for scripts", { timeout: 30 * seconds }, () => {
  const { stdout } = runCommand(["commands/synth.ts", "--json", "--environment", "prod"], {
    CDKTF_OUTDIR: temporaryFolder(),
  });

  const report = JSON.parse(stdout);
  expect(report.stacks.map(({ name }: { name: string }) => name)).toEqual(
    stacks.filter(({ environment }) => environment === "prod").map(({ name }) => name),
  );
  expect(report.bills).toEqual([
    expect.objectContaining({ environment: "prod", budgetDollars: prod.observabilityBudgetDollars }),
  ]);
  expect(report.stacks[0].bill.dollars).toBe(report.bills[0].dollars);
  expect(report.stacks[0].bill.items.map(({ id }: { id: string }) => id)).toContain("alarmMetrics");
  expect(report.functions.map(({ name }: { name: string }) => name)).toEqual(functionNames);
});

it("list shows stacks, functions and resources, and writes nothing", { timeout: 30 * seconds }, () => {
  const outputDirectory = join(temporaryFolder(), "cdktf.out");

  const { stdout } = runCommand(["commands/list.ts"], { CDKTF_OUTDIR: outputDirectory });
  const { stdout: json } = runCommand(["commands/list.ts", "--json"], { CDKTF_OUTDIR: outputDirectory });

  expect(stdout).toMatch(/^metrics +256 MB +30 s +1 +schedule rate\(1 minute\)$/m);
  const listing = JSON.parse(json);
  expect(listing.functions.map(({ name }: { name: string }) => name)).toEqual(functionNames);
  const functionsIn = listing.stacks.map(
    ({ environment, resources }: { readonly environment: string; readonly resources: Record<string, number> }) => [
      environment,
      resources.aws_lambda_function ?? 0,
    ],
  );
  expect(listing.stacks.map(({ name }: { name: string }) => name)).toEqual(stackNames);
  expect(functionsIn).toEqual(
    stacks.map(({ environment }) => [environment, environment === "account" ? 0 : functionNames.length]),
  );
  expect(contentOf(outputDirectory)).toEqual({});
});

it("a wrong value in an environment is one line, and the previous output stays", { timeout: 60 * seconds }, () => {
  const copy = copyProject();
  onTestFinished(() => copy.remove());
  runCommand(["commands/synth.ts"], {}, copy.folder);
  const before = contentOf(join(copy.folder, "cdktf.out"));
  const file = join(copy.folder, "environments/prod.ts");
  const broken = readFileSync(file, "utf8").replace("dailyBackup: true", 'dailyBackup: "yes"');
  writeFiles(copy.folder, { "environments/prod.ts": broken, "lambdas/metrics/extra.ts": "export const changed = 1;" });

  const result = runCommand(["commands/synth.ts"], {}, copy.folder);

  expect(result.code).toBe(1);
  expect(result.stdout).toBe("");
  expect(result.stderr).toMatch(
    /^checking environments …\nenvironments\/prod\.ts, dailyBackup: found "yes", expected .+\n$/,
  );
  expect(Object.keys(before).length).toBeGreaterThan(3);
  expect(contentOf(join(copy.folder, "cdktf.out"))).toEqual(before);
});

describe("deploy and diff", () => {
  /** A stand-in for Terraform that writes down how it was called; by default every plan has changes. */
  function standIn(behaviour = "none) exit 1"): {
    readonly variables: Record<string, string>;
    readonly log: () => string;
  } {
    const folder = temporaryFolder().replaceAll(" ", "-");
    writeFiles(folder, {
      terraform: `#!/bin/sh
log="${folder}/log"
echo "$(basename "$PWD"): $*" >> "$log"
case "$1" in
  ${behaviour} ;;
esac
case "$1" in
  version) echo '{"terraform_version":"1.11.4"}' ;;
  plan) exit 2 ;;
esac
`,
    });
    chmodSync(join(folder, "terraform"), 0o755);
    return {
      variables: { TERRAFORM_BINARY_NAME: join(folder, "terraform"), CDKTF_OUTDIR: join(folder, "cdktf.out") },
      log: () => readFileSync(join(folder, "log"), "utf8"),
    };
  }

  it("deploy plans and applies the stacks of the environment and says where their state is", {
    timeout: 60 * seconds,
  }, () => {
    const { variables, log } = standIn();

    const result = runCommand(["commands/deploy.ts", "dev", "--auto-approve"], variables);

    expect(result.code).toBe(0);
    expect(result.stdout).toContain("State of sentiment-dev: the file ");
    expect(log().split("\n").slice(1)).toEqual([
      "sentiment-dev: init -input=false -no-color",
      "sentiment-dev: plan -input=false -no-color -detailed-exitcode -out=plan",
      "sentiment-dev: apply -input=false -no-color plan",
      "",
    ]);
  });

  it("deploy applies nothing where nothing would change", { timeout: 60 * seconds }, () => {
    const { variables, log } = standIn("plan) exit 0");

    const result = runCommand(["commands/deploy.ts", "dev", "--auto-approve"], variables);

    expect(result.code).toBe(0);
    expect(log()).toContain("sentiment-dev: plan ");
    expect(log()).not.toContain("apply");
  });

  it("deploy of the account makes the bucket for state before it uses it", { timeout: 60 * seconds }, () => {
    const { variables, log } = standIn(
      `init) if [ "$(basename "$PWD")" = state ] && [ ! -f first_state_override.tf.json ] && ! grep -q "state: apply" "$log"; then echo 'S3 bucket "b" does not exist' >&2; exit 1; fi`,
    );

    const result = runCommand(["commands/deploy.ts", "account", "--auto-approve"], variables);

    const bucket = "account-sentiment-terraform-state-111122223333";
    expect(result.code).toBe(0);
    expect(result.stdout).toContain(`State of state: s3://${bucket}/state/terraform.tfstate, locked`);
    expect(result.stdout).toContain(`State of account: s3://${bucket}/account/terraform.tfstate, locked`);
    expect(log().match(/^\w+: (init|plan|apply).*$/gm)).toEqual([
      "state: init -input=false -no-color -reconfigure",
      "state: init -input=false -no-color -reconfigure",
      "state: plan -input=false -no-color -detailed-exitcode -out=plan",
      "state: apply -input=false -no-color plan",
      "state: init -input=false -no-color -migrate-state -force-copy",
      "account: init -input=false -no-color",
      "account: plan -input=false -no-color -detailed-exitcode -out=plan",
      "account: apply -input=false -no-color plan",
    ]);
    expect(Object.keys(contentOf(variables.CDKTF_OUTDIR ?? "")).filter((path) => path.includes("override"))).toEqual(
      [],
    );
  });

  it("deploy moves the state where it is told to", { timeout: 60 * seconds }, () => {
    const { variables, log } = standIn();

    const result = runCommand(["commands/deploy.ts", "dev", "--auto-approve", "--migrate-state"], variables);

    expect(result.code).toBe(0);
    expect(log()).toContain("sentiment-dev: init -input=false -no-color -migrate-state -force-copy\n");
  });

  it("diff plans and applies nothing", { timeout: 60 * seconds }, () => {
    const { variables, log } = standIn();

    const result = runCommand(["commands/diff.ts", "prod"], variables);

    expect(result.code).toBe(0);
    expect(log()).toContain("sentiment-prod: plan ");
    expect(log()).not.toContain("apply");
  });

  it("fail where Terraform fails, and show what it says", { timeout: 60 * seconds }, () => {
    const { variables } = standIn('plan) echo "no luck" >&2; exit 1');

    const result = runCommand(["commands/diff.ts", "prod"], variables);

    expect(result.code).toBe(1);
    expect(result.stderr).toContain(
      "no luck\nsentiment-prod, terraform plan: found exit code 1, expected success. See above for what Terraform says.\n",
    );
  });

  it.each<[string, string, string]>([
    ["is missing", "version) exit 127", "found nothing, expected version 1.10 or newer. Install Terraform"],
    [
      "is too old for lock files",
      `version) echo '{"terraform_version":"1.9.8"}'; exit 0`,
      "found 1.9.8, expected version 1.10 or newer. Install Terraform",
    ],
  ])("say where Terraform %s, before anything is synthesized", (_, behaviour, message) => {
    const { variables } = standIn(behaviour);

    const result = runCommand(["commands/diff.ts", "prod"], variables);

    expect(result).toMatchObject({ code: 3, stdout: "" });
    expect(result.stderr).toContain(message);
    expect(contentOf(variables.CDKTF_OUTDIR ?? "")).toEqual({});
  });

  it.each([
    ["commands/deploy.ts", "dev", "--auto-approve"],
    ["commands/diff.ts", "dev"],
  ])("%s refuses a file in a stack's folder that no synthesis wrote", (...args) => {
    const outputDirectory = temporaryFolder();
    writeFiles(outputDirectory, { "stacks/sentiment-dev/mine_override.tf.json": "{}" });

    const result = runCommand(args, { CDKTF_OUTDIR: outputDirectory });

    expect(result).toMatchObject({ code: 1, stdout: "" });
    expect(result.stderr).toContain("found mine_override.tf.json, which is not part of the synthesized stack");
    expect(Object.keys(contentOf(outputDirectory))).toEqual(["stacks/sentiment-dev/mine_override.tf.json"]);
  });
});

it("zips are the same in another place, at another time, under another user", { timeout: 60 * seconds }, () => {
  const { code, stdout } = runCommand(["commands/reproducible.ts"]);

  expect(stdout.match(/ identical$/gm)).toHaveLength(3);
  expect(code).toBe(0);
});
