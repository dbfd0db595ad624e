import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { mockClient } from "aws-sdk-client-mock";
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
  };
  reset();
  return { tables, secrets, reset };
}
