import { describe, expect, it } from "vitest";
import { statement } from "../../helpers/policies.ts";
import { sentimentStacks } from "../../helpers/sentiment-stacks.ts";
import "../../helpers/stack-matchers.ts";

describe.each(sentimentStacks)("tables and buckets of $name", ({ environment, stack }) => {
  it("has the four tables, recoverable and encrypted, guarded where the environment asks for it", () => {
    const tables = Object.values(stack.resources("aws_dynamodb_table"));

    expect(tables.map(({ name }) => name).sort()).toEqual(
      ["items", "ohlc-cache", "timeseries", "users"].map((name) => `${environment.name}-sentiment-${name}`),
    );
    for (const table of tables) {
      expect(table).toMatchObject({
        billing_mode: "PAY_PER_REQUEST",
        point_in_time_recovery: { enabled: true },
        server_side_encryption: { enabled: true },
        deletion_protection_enabled: environment.protectData,
      });
    }
  });

  it("declares each key attribute of a table once", () => {
    for (const { attribute } of Object.values(stack.resources("aws_dynamodb_table"))) {
      const names = (attribute as { name: string }[]).map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it.each(["ticker-cache", "lambda-deployments"])("keeps the bucket %s private, versioned and encrypted", (part) => {
    const name = `${environment.name}-sentiment-${part}-${environment.accountId}`;
    const bucket = stack.resource("aws_s3_bucket", { bucket: name });
    const about = (kind: string) =>
      Object.values(stack.resources(kind)).find((body) => stack.referenced(body.bucket) === bucket);

    expect(bucket.force_destroy).toBe(!environment.protectData);
    expect(about("aws_s3_bucket_versioning")?.versioning_configuration).toEqual({ status: "Enabled" });
    expect(about("aws_s3_bucket_public_access_block")).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(about("aws_s3_bucket_server_side_encryption_configuration")?.rule).toEqual([
      { apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } },
    ]);
    expect(statement(about("aws_s3_bucket_policy")?.policy, "DenyUnencryptedTransport")).toMatchObject({
      Effect: "Deny",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
  });

  it("keeps replaced zips for 90 days to roll back to (FR-110), and versions before the first upload", () => {
    const lifecycle = stack.resource("aws_s3_bucket_lifecycle_configuration");
    const uploads = Object.values(stack.resources("aws_s3_object"));

    expect(stack.referenced(lifecycle.bucket).bucket).toMatch(/-lambda-deployments-/);
    expect(lifecycle.rule).toMatchObject([
      { status: "Enabled", noncurrent_version_expiration: [{ noncurrent_days: 90 }] },
    ]);
    for (const { depends_on } of uploads) {
      expect(depends_on).toEqual([expect.stringMatching(/^aws_s3_bucket_versioning\.artifacts/)]);
    }
  });

  it("copies the articles every night where the environment asks for it, and only there", () => {
    const plans = Object.values(stack.resources("aws_backup_plan"));

    expect(plans).toHaveLength(environment.dailyBackup ? 1 : 0);
    if (!environment.dailyBackup) return;
    expect(plans[0]?.rule).toMatchObject([{ schedule: "cron(0 2 * * ? *)", lifecycle: { delete_after: 7 } }]);
    const { resources } = stack.resource("aws_backup_selection");
    expect((resources as string[]).map((arn) => stack.referenced(arn).name)).toEqual([
      `${environment.name}-sentiment-items`,
    ]);
  });
});
