import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { authorizeCall } from "../../../rehearsal/iam/authorize-call.ts";
import { authorizer } from "../../../rehearsal/iam/authorizer.ts";
import { policiesOfStates } from "../../../rehearsal/iam/policies-of-states.ts";
import { json, queryResult } from "../../../rehearsal/supplement/answer.ts";
import { answering } from "../../../rehearsal/supplement/answering.ts";
import { stateFile } from "../../../rehearsal/terraform/rehearsal-override.ts";
import { jsonCall, queryCall } from "../supplement/call-of.ts";

const directory = mkdtempSync(join(tmpdir(), "states-"));
afterAll(() => rmSync(directory, { recursive: true }));

const account = "111122223333";
const role = `arn:aws:iam::${account}:role/worker`;
const secret = `arn:aws:secretsmanager:us-east-1:${account}:secret:key-Xy12zz`;
const key = `arn:aws:kms:us-east-1:${account}:key/0b1c`;
const reference = (name: string) => `$\{${name}}`;

const policyText = (...Statement: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const read = {
  Sid: "Read",
  Effect: "Allow",
  Action: "secretsmanager:GetSecretValue",
  Resource: reference("aws_secretsmanager_secret.key.arn"),
};
const decrypt = { Effect: "Allow", Action: "kms:Decrypt", Resource: reference("aws_kms_key.own.arn") };
const ofAccount = { Effect: "Allow", Principal: { AWS: account }, Action: "kms:*", Resource: "*" };

/** A role that may read one secret under a key of its own. */
const resource = {
  aws_iam_role: { worker: { name: "worker" } },
  aws_iam_policy: { worker: { name: "worker", policy: policyText(read, decrypt) } },
  aws_iam_role_policy_attachment: {
    worker: { role: reference("aws_iam_role.worker.name"), policy_arn: reference("aws_iam_policy.worker.arn") },
  },
  aws_kms_key: { own: { policy: policyText(ofAccount) } },
  aws_secretsmanager_secret: { key: { name: "key", kms_key_id: reference("aws_kms_key.own.arn") } },
};

const deployed = {
  "aws_iam_role.worker": { id: "worker", name: "worker", arn: role },
  "aws_iam_policy.worker": { id: "p", name: "worker", arn: `arn:aws:iam::${account}:policy/worker` },
  "aws_iam_role_policy_attachment.worker": { id: "a" },
  "aws_kms_key.own": { id: "0b1c", arn: key },
  "aws_secretsmanager_secret.key": { id: secret, arn: secret },
};

function deploy(attributes: Readonly<Record<string, object>>): void {
  const folder = join(directory, "stacks", "one");
  mkdirSync(folder, { recursive: true });
  const resources = Object.entries(attributes).map(([address, each]) => {
    const [type, name] = address.split(".");
    return { mode: "managed", type, name, instances: [{ attributes: each }] };
  });
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify({ resource }));
  writeFileSync(join(folder, stateFile), JSON.stringify({ resources }));
}

/** An emulated account in which the role has been assumed; gives out the role's key. */
async function withAssumedRole() {
  const permissions = authorizer(policiesOfStates(directory));
  const keys = "<Credentials><AccessKeyId>ASIAWORKER</AccessKeyId></Credentials>";
  const { answer } = answering({
    accountId: account,
    services: { sts: () => ({ AssumeRole: () => queryResult("AssumeRole", keys) }) },
    ask: async () => json({ from: "emulator" }),
    authorize: authorizeCall(permissions),
  });
  await answer(queryCall({ service: "sts" }, { Action: "AssumeRole", RoleArn: role }));
  return { answer, records: permissions.records };
}

const asRole = { service: "secretsmanager", accessKeyId: "ASIAWORKER" };

describe("calls with the keys of a role", () => {
  it("are held against what was deployed, by the names that it got", async () => {
    deploy(deployed);
    const { answer, records } = await withAssumedRole();

    const allowed = await answer(jsonCall(asRole, "GetSecretValue", { SecretId: secret }));
    const denied = await answer(jsonCall(asRole, "GetSecretValue", { SecretId: `${secret}2` }));

    expect([allowed.status, denied.status]).toEqual([200, 400]);
    expect(denied.body.toString("utf8")).toContain("AccessDeniedException");
    expect(records.map(({ action, resource: on, allowed: may }) => [action, on, may])).toEqual([
      ["secretsmanager:GetSecretValue", secret, true],
      ["kms:Decrypt", key, true],
      ["secretsmanager:GetSecretValue", `${secret}2`, false],
    ]);
  });

  it("are refused as soon as the policy is detached, and where the role is gone", async () => {
    const { answer, records } = await withAssumedRole();
    const call = jsonCall(asRole, "GetSecretValue", { SecretId: secret });

    const statuses: number[] = [];
    for (const gone of ["aws_iam_role_policy_attachment.worker", "aws_iam_role.worker"]) {
      deploy(Object.fromEntries(Object.entries(deployed).filter(([address]) => address !== gone)));
      statuses.push((await answer(call)).status);
    }

    expect(statuses).toEqual([400, 400]);
    expect(records.map(({ why }) => why)).toContain(`not understood: the role ${role}`);
  });

  it("of the deployment itself are not", async () => {
    deploy({});
    const { answer, records } = await withAssumedRole();

    const { status } = await answer(jsonCall({ service: "iam" }, "Anything", {}));

    expect(status).toBe(200);
    expect(records).toEqual([]);
  });
});
