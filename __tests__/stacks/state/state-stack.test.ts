import { expect, it } from "vitest";
import { makesItsOwnBucket } from "../../../commands/parts/deployment/first-deployment.ts";
import { account } from "../../../environments/account.ts";
import { dev } from "../../../environments/dev.ts";
import { stateBucketName } from "../../../stacks/account/surroundings.ts";
import { accountStack, stateStack } from "../../helpers/account-stacks.ts";
import { statement } from "../../helpers/policies.ts";
import { sentimentStack } from "../../helpers/sentiment-stacks.ts";
import { synthesize } from "../../helpers/synthesize.ts";
import "../../helpers/stack-matchers.ts";

const name = `account-sentiment-terraform-state-${account.accountId}`;

/** The backend as Terraform reads it. */
function backendOf({ json }: { readonly json: Readonly<Record<string, unknown>> }): unknown {
  return (json as { readonly terraform: { readonly backend: unknown } }).terraform.backend;
}

it("the bucket for state cannot be destroyed, and is private, versioned and encrypted", () => {
  expect(stateStack).toHaveResource("aws_s3_bucket", {
    bucket: name,
    force_destroy: false,
    lifecycle: { prevent_destroy: true },
  });
  expect(stateStack).toHaveResource("aws_s3_bucket_versioning", { versioning_configuration: { status: "Enabled" } });
  expect(stateStack).toHaveResource("aws_s3_bucket_server_side_encryption_configuration", {
    rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }],
  });
  expect(stateStack).toHaveResource("aws_s3_bucket_public_access_block", {
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
});

it("it is reached over TLS alone", () => {
  const { policy } = stateStack.resource("aws_s3_bucket_policy");

  expect(statement(policy, "DenyUnencryptedTransport")).toMatchObject({
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  });
});

it("a state that was overwritten can be brought back for 90 days, and takes no room after that", () => {
  const { rule } = stateStack.resource("aws_s3_bucket_lifecycle_configuration") as { readonly rule: unknown };

  expect(rule).toMatchObject([{ status: "Enabled", noncurrent_version_expiration: [{ noncurrent_days: 90 }] }]);
});

it("its own state is in it too, which a first deployment has to know", () => {
  expect(backendOf(stateStack)).toMatchObject({
    s3: { bucket: name, key: "state/terraform.tfstate", use_lockfile: true },
  });
  expect(makesItsOwnBucket(stateStack)).toBe(true);
  expect(makesItsOwnBucket(accountStack)).toBe(false);
});

it("the account's state is in it, encrypted and locked, from the first deployment on", () => {
  expect(backendOf(accountStack)).toEqual({
    s3: {
      bucket: name,
      key: "account/terraform.tfstate",
      region: account.stateRegion,
      encrypt: true,
      use_lockfile: true,
    },
  });
});

it("an environment's state is in it where its file names the bucket", () => {
  const stack = synthesize(sentimentStack({ ...dev, state: { bucket: stateBucketName(account) } }));

  expect(backendOf(stack)).toMatchObject({
    s3: { bucket: name, key: "sentiment-dev/terraform.tfstate", use_lockfile: true },
  });
  expect(makesItsOwnBucket(stack)).toBe(false);
});

it("what is made is told: the bucket's name", () => {
  expect(stateStack.json.output).toMatchObject({
    "state-bucket": { value: expect.stringContaining("aws_s3_bucket.") },
  });
});
