import { environments } from "../environments/index.ts";
import { sentiment } from "../lambdas/shared/sentiment/system.ts";

const ofEveryEnvironment = [
  "aws_cognito_user_pool.user-pool_54D4728B",
  "aws_dynamodb_table.table-items_table_DC319975",
  "aws_dynamodb_table.table-ohlc-cache_table_4BA5DF6D",
  "aws_dynamodb_table.table-timeseries_table_80C9F081",
  "aws_dynamodb_table.table-users_table_0A581640",
  "aws_kms_key.encryption-key_B3391E8B",
  "aws_s3_bucket.artifacts_bucket_E0571754",
  "aws_s3_bucket.ticker-cache_bucket_DC8152F7",
  "aws_secretsmanager_secret.secret-dashboard-api-key_secret_AC4F2302",
  "aws_secretsmanager_secret.secret-finnhub_secret_B62B318E",
  "aws_secretsmanager_secret.secret-hcaptcha_secret_357931BB",
  "aws_secretsmanager_secret.secret-sendgrid_secret_56AE38BA",
  "aws_secretsmanager_secret.secret-session-tokens_secret_B4708E6F",
  "aws_secretsmanager_secret.secret-stripe-webhook_secret_DE78F7C3",
  "aws_secretsmanager_secret.secret-tiingo_secret_F7C77CD0",
] as const;

/**
 * By stack: addresses of everything that has data. They end with a hash of the path in the construct tree, which renames
 * and moves change; a synthesis without one of them is refused, because Terraform would delete what is there.
 */
export const dataAddresses: Readonly<Record<string, readonly string[]>> = {
  state: ["aws_s3_bucket.terraform-state_bucket_326E54A3"],
  account: ["aws_kms_key.us-east-1_encryption-key_DAE64FC9"],
  ...Object.fromEntries(
    environments.map(({ name, dailyBackup }) => [
      `${sentiment.name}-${name}`,
      [...(dailyBackup ? ["aws_backup_vault.daily-backup_vault_62DA8DAB"] : []), ...ofEveryEnvironment],
    ]),
  ),
};
