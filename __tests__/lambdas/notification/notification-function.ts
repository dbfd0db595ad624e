import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { checkPlaceholders, holds, type Update, updated } from "../analysis/expressions.ts";
import { fakeTables } from "../dashboard/fake-tables.ts";
import { apiKey } from "./sendgrid-server.ts";

/** What the notification function reaches beside SendGrid: tables in memory, and the secret with SendGrid's key. */
export function reachedServices() {
  const tables = fakeTables();
  const secrets = mockClient(SecretsManagerClient);
  const reset = () => {
    tables.reset();
    secrets.reset();
    secrets.on(GetSecretValueCommand).resolves({ SecretString: JSON.stringify({ api_key: apiKey }) });
    tables.mock.on(UpdateCommand).callsFake((input: Update) => update(tables.rows(input.TableName) as object[], input));
  };
  reset();
  return { tables, secrets, reset };
}

type Attributes = Record<string, unknown>;

function update(rows: object[], input: Update) {
  const { UpdateExpression, ConditionExpression, ...placeholders } = input;
  const given = { ...placeholders.ExpressionAttributeNames, ...placeholders.ExpressionAttributeValues };
  checkPlaceholders([UpdateExpression, ConditionExpression], Object.keys(given));
  const index = rows.findIndex((row) => {
    const { PK, SK } = row as Attributes;
    return PK === input.Key.PK && SK === input.Key.SK;
  });
  const before = rows[index] as Attributes | undefined;
  if (!holds(ConditionExpression, input, before))
    throw Object.assign(new Error("The conditional request failed"), { name: "ConditionalCheckFailedException" });
  const after = updated(input, before);
  if (index < 0) rows.push(after);
  else rows[index] = after;
  return { Attributes: after };
}
