import { asText, block } from "../resource.ts";
import { eachOf, type Rule, type Violation } from "../rule.ts";

/** What AWS itself refuses to delete, where it can, by kind. */
const ownProtection: Readonly<Record<string, readonly [attribute: string, value: unknown]>> = {
  aws_cognito_user_pool: ["deletion_protection", "ACTIVE"],
  aws_dynamodb_table: ["deletion_protection_enabled", true],
};

/** Kinds of resources that hold data, or without which data cannot be read, in the order of the alphabet. */
export const kindsWithData: readonly string[] = [
  ...Object.keys(ownProtection),
  "aws_backup_vault",
  "aws_kms_key",
  "aws_s3_bucket",
  "aws_secretsmanager_secret",
].sort();

export const dataProtection: Rule = {
  id: "data-protection",
  wrong: "In production, something that holds data can be destroyed by a plan.",
  matters: "A changed key or name is enough: Terraform deletes the table and makes an empty one.",
  remedy: "Protect data in the environment file (protectData), which sets prevent_destroy and deletion protection.",
  requirements: [],
  check: eachOf(kindsWithData, ({ kind, body }, stack) => {
    if (!stack.production) return "not applicable";
    const [attribute, value] = ownProtection[kind] ?? [];
    const violations: Violation[] = [];
    if (block(body.lifecycle).prevent_destroy !== true)
      violations.push({ path: "lifecycle.prevent_destroy", found: "no protection", expected: "true" });
    if (attribute !== undefined && body[attribute] !== value)
      violations.push({ path: attribute, found: asText(body[attribute] ?? "nothing"), expected: asText(value) });
    if (body.force_destroy === true) violations.push({ path: "force_destroy", found: "true", expected: "false" });
    return violations;
  }),
};
