import { describe, expect, it } from "vitest";
import { statement, statementsIn } from "../../helpers/policies.ts";
import { sentimentStacks } from "../../helpers/sentiment-stacks.ts";
import "../../helpers/stack-matchers.ts";

describe.each(sentimentStacks)("key and secrets of $name", ({ environment, stack }) => {
  const key = stack.resource("aws_kms_key");

  it("rotates the key, names it, and waits as long as possible before deleting it", () => {
    const alias = stack.resource("aws_kms_alias");

    expect(key).toMatchObject({ enable_key_rotation: true, deletion_window_in_days: 30 });
    expect(alias.name).toBe(`alias/${environment.name}-sentiment-data`);
    expect(stack.referenced(alias.target_key_id)).toBe(key);
  });

  it("leaves the key to the account's own policies", () => {
    expect(statement(key.policy, "LetAccountDecide")).toMatchObject({
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${environment.accountId}:root` },
      Action: "kms:*",
    });
  });

  it("lets exactly four services use the key, each for this account only", () => {
    const services = statementsIn(key.policy).filter(({ Sid }) => Sid !== "LetAccountDecide");

    expect(services.map(({ Principal }) => (Principal as { Service: string }).Service)).toEqual([
      "secretsmanager.amazonaws.com",
      "sns.amazonaws.com",
      "cloudwatch.amazonaws.com",
      "budgets.amazonaws.com",
    ]);
    for (const { Condition } of services) {
      expect(Condition?.StringEquals).toEqual({ "aws:SourceAccount": environment.accountId });
    }
  });

  it.each(["AllowCloudwatch", "AllowBudgets"])("lets notifications be encrypted and read: %s", (sid) => {
    expect(statement(key.policy, sid).Action).toEqual(["kms:Decrypt", "kms:GenerateDataKey*"]);
  });

  it("has a place for each of the seven secrets, under the key and with a week to bring it back", () => {
    const secrets = Object.values(stack.resources("aws_secretsmanager_secret"));

    expect(secrets.map(({ name }) => name).sort()).toEqual(
      ["dashboard-api-key", "finnhub", "hcaptcha", "sendgrid", "session-tokens", "stripe-webhook", "tiingo"].map(
        (name) => `${environment.name}/sentiment-analyzer/${name}`,
      ),
    );
    for (const secret of secrets) {
      expect(stack.referenced(secret.kms_key_id)).toBe(key);
      expect(secret.recovery_window_in_days).toBe(7);
    }
  });
});
