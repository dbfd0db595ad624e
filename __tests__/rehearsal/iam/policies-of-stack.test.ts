import { describe, expect, it } from "vitest";
import type { StackJson } from "../../../modules/synthesis/synthesized-stack.ts";
import { policiesOfStack } from "../../../rehearsal/iam/policies-of-stack.ts";

const account = "111122223333";
const role = `arn:aws:iam::${account}:role/worker`;
const key = `arn:aws:kms:us-east-1:${account}:key/one-own`;
const reference = (name: string) => `$\{${name}}`;
const text = JSON.stringify({ Version: "2012-10-17", Statement: [] });

function stack(resource: NonNullable<StackJson["resource"]>): StackJson {
  const provider = {
    region: "us-east-1",
    allowed_account_ids: [account],
    default_tags: [{ tags: { Stack: "one" } }],
  };
  return { provider: { aws: [provider] }, resource };
}

describe("policies of a role that cannot all be known", () => {
  const worker = { name: "worker" };
  it.each([
    ["a boundary", { aws_iam_role: { worker: { ...worker, permissions_boundary: "arn:aws:iam::aws:policy/Any" } } }],
    ["a boundary or policies inside", { aws_iam_role: { worker: { ...worker, inline_policy: [{ policy: text }] } } }],
    ["the role", { aws_iam_role: { other: { name: "other" } } }],
    [
      "the managed policy arn:aws:iam::aws:policy/Any",
      {
        aws_iam_role: { worker },
        aws_iam_role_policy_attachment: { a: { role: "worker", policy_arn: "arn:aws:iam::aws:policy/Any" } },
      },
    ],
    [
      "of a policy",
      {
        aws_iam_role: { worker },
        aws_iam_role_policy: { a: { role: reference("aws_iam_role.worker.id"), policy: text } },
      },
    ],
  ])("%s", async (what, resource) => {
    const { ofRole } = policiesOfStack(stack(resource));

    const read = ofRole(role);

    await expect(read).rejects.toThrow(what);
  });
});

it("policies inside of a role and attached ones are all of it", async () => {
  const { ofRole } = policiesOfStack(
    stack({
      aws_iam_role: { worker: { name: "worker" } },
      aws_iam_policy: { a: { name: "attached", policy: text }, b: { name: "of-others", policy: text } },
      aws_iam_role_policy: { a: { name: "inside", role: reference("aws_iam_role.worker.name"), policy: text } },
      aws_iam_role_policy_attachment: { a: { role: "worker", policy_arn: reference("aws_iam_policy.a.arn") } },
    }),
  );

  const policies = await ofRole(role);

  expect(policies.map(({ name }) => name)).toEqual(["inside", "attached"]);
});

it("what is in a bucket or a table is under the policy and the key of the whole", async () => {
  const table = `arn:aws:dynamodb:us-east-1:${account}:table/items`;
  const ownKey = reference("aws_kms_key.own.arn");
  const { ofResource, keyOf } = policiesOfStack(
    stack({
      aws_kms_key: { own: { policy: text } },
      aws_s3_bucket: { a: { bucket: "files" } },
      aws_s3_bucket_policy: { a: { bucket: reference("aws_s3_bucket.a.bucket"), policy: text } },
      aws_s3_bucket_server_side_encryption_configuration: {
        a: {
          bucket: reference("aws_s3_bucket.a.bucket"),
          rule: [{ apply_server_side_encryption_by_default: { kms_master_key_id: ownKey } }],
        },
      },
      aws_dynamodb_table: { a: { name: "items", server_side_encryption: { enabled: true, kms_key_arn: ownKey } } },
      aws_dynamodb_resource_policy: { a: { resource_arn: reference("aws_dynamodb_table.a.arn"), policy: text } },
    }),
  );

  const policies = await Promise.all(["arn:aws:s3:::files/a/b", `${table}/index/by_time`, key].map(ofResource));
  const keys = await Promise.all(["arn:aws:s3:::files/a/b", `${table}/index/by_time`, key].map(keyOf));

  expect(policies.map((policy) => policy?.name)).toEqual(["arn:aws:s3:::files", table, key]);
  expect(keys).toEqual([key, key, undefined]);
});

it.each([
  [
    "the aws_sns_topic_policy of",
    { aws_sns_topic_policy: { a: { arn: "arn:aws:sns:us-east-1:1:other", policy: text } } },
  ],
  ["the aws_sqs_queue_policy of", { aws_sqs_queue_policy: { a: { queue_url: "https://other", policy: text } } }],
])("a policy of nobody knows which resource is refused: %s", (what, resource) => {
  expect(() => policiesOfStack(stack(resource))).toThrow(what);
});

it("a stack that does not say where it is deployed is refused", () => {
  expect(() => policiesOfStack({ resource: { aws_sns_topic: { a: { name: "a" } } } })).toThrow(
    "a stack whose provider does not name region, account and stack",
  );
});
