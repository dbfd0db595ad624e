import { chmodSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { deployStack } from "../../../commands/parts/deployment/deploy-stack.ts";
import type { DeployableStack } from "../../../commands/parts/deployment/deployable-stack.ts";
import { unrecordedResources } from "../../../commands/parts/deployment/unrecorded-resources.ts";
import { temporaryFolder, writeFiles } from "../../helpers/temporary-project.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

const bucket = "states";

/** A stack in a folder of its own, with a stand-in for Terraform that writes down how it was called. */
function stackWith(behaviour: string, resource: DeployableStack["json"]["resource"] = {}) {
  const folder = temporaryFolder();
  const directory = join(folder, "cdktf.out", "stacks", "system");
  const log = join(folder, "log");
  writeFiles(folder, {
    "cdktf.out/stacks/system/cdk.tf.json": "{}",
    terraform: `#!/bin/sh
echo "$(basename "$PWD"): $* $(ls | grep -c first_state)" >> '${log}'
case "$1" in
  ${behaviour} ;;
  plan) exit 2 ;;
esac
`,
  });
  chmodSync(join(folder, "terraform"), 0o755);
  vi.stubEnv("TERRAFORM_BINARY_NAME", join(folder, "terraform"));
  const json = { terraform: { backend: { s3: { bucket, key: "system/terraform.tfstate" } } }, resource };
  const stack: DeployableStack = { name: "system", environment: "account", directory, json };
  const calls = () =>
    readFileSync(log, "utf8")
      .replaceAll(/ -input=false( -no-color)?/g, "")
      .trim()
      .split("\n");
  return { folder, stack, calls };
}

function deploy(stack: DeployableStack, approved = true, signal = new AbortController().signal): Promise<unknown> {
  return deployStack(stack, { migrateState: false, approve: async () => approved, signal }).catch(
    (error: unknown) => error,
  );
}

it("without approval nothing is applied", async () => {
  const { stack, calls } = stackWith("none) exit 1");

  const refused = await deploy(stack, false);

  expect(String(refused)).toContain("system: found no approval, expected yes. Nothing was changed.");
  expect(calls()).toEqual(["system: init 0", "system: plan -detailed-exitcode -out=plan 0"]);
});

it("a first deployment that was interrupted goes on with the state that it left, and then removes it", async () => {
  const { folder, stack, calls } = stackWith("none) exit 1", { aws_s3_bucket: { states: { bucket } } });
  writeFiles(folder, { "state/system.tfstate": "{}", "state/system.tfstate.backup": "{}" });

  const result = await deploy(stack);

  expect(result).toBeUndefined();
  expect(calls()).toEqual([
    "system: init -reconfigure 1",
    "system: plan -detailed-exitcode -out=plan 1",
    "system: apply plan 1",
    "system: init -migrate-state -force-copy 0",
  ]);
  expect(existsSync(join(folder, "state/system.tfstate"))).toBe(false);
  expect(existsSync(join(folder, "state/system.tfstate.backup"))).toBe(false);
});

it("a first deployment that fails keeps the state that it has", async () => {
  const { folder, stack } = stackWith("apply) exit 1", { aws_s3_bucket: { states: { bucket } } });
  writeFiles(folder, { "state/system.tfstate": "{}" });

  const failed = await deploy(stack);

  expect(String(failed)).toContain("system, terraform apply: found exit code 1");
  expect(existsSync(join(folder, "state/system.tfstate"))).toBe(true);
});

it("a state whose bucket is made by others is never kept here instead", async () => {
  const { folder, stack, calls } = stackWith(`init) echo 'S3 bucket "states" does not exist' >&2; exit 1`);

  const failed = await deploy(stack);

  expect(String(failed)).toContain("found no bucket states");
  expect(calls()).toEqual(["system: init 0"]);
  expect(existsSync(join(folder, "state"))).toBe(false);
});

it("asked to stop, it asks Terraform once and begins nothing new", async () => {
  const { stack, calls } = stackWith("plan) trap 'exit 1' INT; while :; do sleep 0.05; done");
  const stopping = new AbortController();
  const deployed = deploy(stack, true, stopping.signal);

  await vi.waitFor(() => expect(calls()).toHaveLength(2), { timeout: 10_000 });
  stopping.abort();
  const stopped = await deployed;

  expect(stopped).toMatchObject({ name: "AbortError" });
  expect(calls()).toHaveLength(2);
});

it("what exists without being in the state is all that was found, less what the state knows", async () => {
  const found = '{"type":"outputs","outputs":{"arns":{"value":[["arn:a","arn:logs:x"],["arn:b","arn:a"]]}}}';
  const state = '{"resources":[{"instances":[{"attributes":{"arn":"arn:a"}},{"attributes":{"arn":"arn:logs:x:*"}}]}]}';
  const { folder, stack } = stackWith(`apply) echo '${found}' ;;
  state) echo '${state}'`);

  const unrecorded = await unrecordedResources(stack, new AbortController().signal);

  expect(unrecorded).toEqual({ arns: ["arn:b"] });
  expect(existsSync(join(folder, "cdktf.out/existing/system"))).toBe(false);
});

it("what cannot be listed is said with the reason", async () => {
  const error = '{"diagnostic":{"severity":"error","summary":"tag:GetResources is not allowed"}}';
  const { stack } = stackWith(`apply) echo '${error}'; exit 1`);

  const unrecorded = await unrecordedResources(stack, new AbortController().signal);

  expect(unrecorded).toEqual({ unknownBecause: "tag:GetResources is not allowed" });
});
