import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { plainText } from "../../../commands/parts/deployment/explain-failure.ts";
import { copyProject } from "../../helpers/project-copy.ts";
import { accountId, emulatedAccount } from "./emulated-account.ts";

// One story: the whole of dev, by way of the CDKTF CLI, with its state in a bucket. Most of its time are waits of the provider.
const minutes = 60_000;
const bucket = `account-sentiment-terraform-state-${accountId}`;
const stack = "sentiment-dev";

const project = copyProject();
const environmentFile = join(project.folder, "environments/dev.ts");
writeFileSync(
  environmentFile,
  readFileSync(environmentFile, "utf8").replace("state: {}", `state: { bucket: "${bucket}" }`),
);
const account = await emulatedAccount(project.folder);
const user = account.user("user");
afterAll(async () => {
  await account.remove();
  project.remove();
});
await s3("PUT", `/${bucket}`);

/** A call to the emulated S3; the emulator reads of a signature only whose it is and for which service. */
async function s3(method: string, path: string): Promise<Response> {
  const authorization =
    "AWS4-HMAC-SHA256 Credential=rehearsal/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0";
  return fetch(`${account.session.url}${path}`, { method, headers: { authorization } });
}

/** Runs the CLI in the project's folder, which has its output too. */
function cdktf(...args: readonly string[]) {
  return user.run(["node_modules/.bin/cdktf", ...args, stack, "--skip-provider-lock"], { CDKTF_OUTDIR: undefined })
    .ended;
}

async function recordedResources(): Promise<readonly unknown[]> {
  const state = await s3("GET", `/${bucket}/${stack}/terraform.tfstate`);
  const { resources } = (await state.json()) as { readonly resources: readonly { readonly mode: string }[] };
  return resources.filter(({ mode }) => mode === "managed");
}

it("cdktf deploy creates everything, with the state in the bucket that the environment names", {
  timeout: 10 * minutes,
}, async () => {
  const { code, said } = await cdktf("deploy", "--auto-approve");

  expect(said).toMatch(/Apply complete! Resources: \d+ added, 0 changed, 0 destroyed/);
  expect(code, said).toBe(0);
  expect((await recordedResources()).length).toBeGreaterThan(100);
});

it("cdktf diff finds nothing to change", { timeout: 10 * minutes }, async () => {
  const { code, said } = await cdktf("diff");

  expect(plainText(said)).toContain("No changes. Your infrastructure matches the configuration.");
  expect(code, said).toBe(0);
});

it("npm run deploy finds the same state, and nothing to change", { timeout: 10 * minutes }, async () => {
  const { code, said } = await user.npmRun("deploy", "dev", "--auto-approve").ended;

  expect(said).toContain(`State of ${stack}: s3://${bucket}/${stack}/terraform.tfstate, locked while it is changed.`);
  expect(said).toContain("No changes. Your infrastructure matches the configuration.");
  expect(said).not.toContain("Apply");
  expect(code, said).toBe(0);
});

it("cdktf destroy leaves nothing", { timeout: 10 * minutes }, async () => {
  const { code, said } = await cdktf("destroy", "--auto-approve");

  expect(said.slice(-20_000)).toMatch(/Destroy complete! Resources: \d+ destroyed/);
  expect(code, said).toBe(0);
  expect(await recordedResources()).toEqual([]);
  expect(account.session.records?.filter(({ answeredBy }) => answeredBy === "nobody")).toEqual([]);
});
