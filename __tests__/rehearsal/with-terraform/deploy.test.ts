import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { openIdentityStub } from "../../../rehearsal/identity-stub.ts";
import { openLoopbackServer } from "../../rig/loopback-server.ts";
import { accountId, emulatedAccount, until } from "./emulated-account.ts";

// One story: each test goes on where the one before it ended. Most of its time are waits of the provider.
const minutes = 60_000;
const account = await emulatedAccount();
afterAll(account.remove);

const alice = account.user("alice");
const bob = account.user("bob");
const carol = account.user("carol");
const bucket = `account-sentiment-terraform-state-${accountId}`;
const key = "aws_kms_key.us-east-1_encryption-key_DAE64FC9";
const role = "aws_iam_role.api-gateway-logs_role_F405A666";

// While the bucket is being made, a minute of waiting, other tests have their turn.
const before = await alice.npmRun("diff", "account").ended;
const first = alice.npmRun("deploy", "account", "--auto-approve");

it("diff says that the bucket for the state is missing, and shows what would make it", () => {
  const { code, said } = before;

  expect(code, said).toBe(1);
  expect(said).toContain("There is no bucket for the state of state yet: it stays here until the stack has made it.");
  expect(said).toContain("Plan: 6 to add, 0 to change, 0 to destroy.");
  expect(said).toContain(
    `account, terraform init: found no bucket ${bucket}, expected the bucket that the state is kept in. Make it with: npm run deploy -- account.`,
  );
});

it("credentials of another account are refused before anything is planned", { timeout: 6 * minutes }, async () => {
  const stub = await openIdentityStub("999999999999");
  const command = [process.execPath, "commands/run.mjs", "commands/deploy.ts", "dev", "--auto-approve"];

  const { code, said } = await bob.run(command, { AWS_ENDPOINT_URL: stub.url }).ended;
  await stub.close();

  expect(code, said).toBe(1);
  expect(said).toContain(
    `sentiment-dev, terraform plan: found credentials of the account 999999999999, expected those of ${accountId}, the account of dev. Sign in to that account`,
  );
});

it("a state that may not be read is explained, and never taken for one that is missing", {
  timeout: 6 * minutes,
}, async () => {
  const refusing = await openLoopbackServer(async (_, response) => void response.writeHead(403).end());
  const command = [process.execPath, "commands/run.mjs", "commands/diff.ts", "account"];
  const variables = { AWS_ENDPOINT_URL: `http://${refusing.address}`, AWS_ENDPOINT_URL_STS: account.session.url };

  const { code, said } = await bob.run(command, variables).ended;
  await refusing.close();

  expect(code, said).toBe(1);
  expect(said).toContain(
    "state, terraform init: found the credentials at hand without the permission for S3: ListObjectsV2, expected permissions",
  );
});

it("the first deployment of an account makes the bucket, and moves its own state there", {
  timeout: 8 * minutes,
}, async () => {
  await until(() => first.said().includes(`${role}: Creation complete`), "a role", 360);
  alice.signalTerraform("account", "SIGSTOP");

  expect(first.said()).toContain("There is no bucket for the state of state yet");
  expect(first.said()).toContain("Apply complete! Resources: 6 added");
  expect(existsSync(join(alice.outputDirectory, "..", "state"))).toBe(true);
  expect(existsSync(join(alice.outputDirectory, "..", "state", "state.tfstate"))).toBe(false);
});

it("a second run meanwhile is refused, and told who is at work", { timeout: 6 * minutes }, async () => {
  const { code, said } = await bob.npmRun("deploy", "account", "--auto-approve").ended;

  expect(code, said).toBe(1);
  expect(said).toContain("No changes.");
  expect(said).toMatch(
    /state of account: found a lock that \S+@\S+ took at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z for apply, expected no other run on the same state\. While that run is alive, wait for its end\./,
  );
});

it("after a kill, deploy names the command that removes the lock, and lists what is not in the state", {
  timeout: 6 * minutes,
}, async () => {
  alice.signalTerraform("account", "SIGKILL");
  const killed = await first.ended;

  const { code, said } = await alice.npmRun("deploy", "account", "--auto-approve").ended;
  const unlock = /(cd \S+ && terraform force-unlock -force \S+)/.exec(said)?.[1] ?? "";
  const takeOver = /^ +(terraform import aws_iam_role\S+ \S+)$/m.exec(said)?.[1] ?? "";
  const unlocked = await alice.run(["sh", "-c", unlock]).ended;
  const takenOver = await alice.run(["sh", "-c", `cd '${alice.outputDirectory}/stacks/account' && ${takeOver}`]).ended;

  expect(killed.code, killed.said).toBe(1);
  expect(killed.said).toContain("account, terraform apply: found that it was killed, expected success. Deploy again");
  expect(code, said).toBe(1);
  expect(said).toContain("These exist in the account and are not in the state of account.");
  expect(said).toMatch(/^ {2}arn:aws:kms:us-east-1:111122223333:key\/\S+$/m);
  expect(takeOver).toBe(`terraform import ${role} account-sentiment-api-gateway-logs`);
  expect(said).not.toContain(`arn:aws:s3:::${bucket}`);
  expect(unlocked.code, unlocked.said).toBe(0);
  expect(takenOver.code, takenOver.said).toBe(0);
});

it("a run that is asked to stop leaves no lock", { timeout: 6 * minutes }, async () => {
  const switchedOn = () =>
    account.session.records?.filter(({ operation }) => operation === "EnableKeyRotation").length ?? 0;
  const before = switchedOn();
  const run = bob.npmRun("deploy", "account", "--auto-approve");
  // From then on the provider waits for the key, which exists.
  await until(() => switchedOn() > before, "a key that is half made");

  run.process.kill("SIGINT");
  const { code, said } = await run.ended;

  expect(code, said).toBe(1);
  expect(said).toContain("Interrupt received.");
  expect(said).toContain("Stopped. What was changed until then is in the state, and its lock is free");
});

it("the next run does not destroy what is protected and half made: it names the command that keeps it", {
  timeout: 8 * minutes,
}, async () => {
  const { code, said } = await carol.npmRun("deploy", "account", "--auto-approve").ended;
  const untaint = /(cd \S+ && terraform untaint \S+)/.exec(said)?.[1] ?? "";
  const kept = await carol.run(["sh", "-c", untaint]).ended;

  expect(code, said).toBe(1);
  expect(said).not.toContain("There is no bucket");
  expect(said).toContain(
    `account, terraform plan: found that a run ended while it made what is protected: ${key}, expected to go on with it, not to make it anew. Nothing was changed.`,
  );
  expect(untaint).toMatch(/untaint \S+$/);
  expect(kept.code, kept.said).toBe(0);
});

it("then it is completed, on a machine that has never seen the account", { timeout: 8 * minutes }, async () => {
  const completed = await carol.npmRun("deploy", "account", "--auto-approve").ended;
  const again = await carol.npmRun("diff", "account").ended;

  expect(completed.code, completed.said).toBe(0);
  expect(completed.said).toContain("Apply complete!");
  expect(again.code, again.said).toBe(0);
  expect(again.said.match(/^No changes\./gm)).toHaveLength(2);
  expect(account.session.records?.filter(({ answeredBy }) => answeredBy === "nobody")).toEqual([]);
});
