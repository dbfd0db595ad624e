import { DeleteItemCommand, DynamoDBClient, paginateScan } from "@aws-sdk/client-dynamodb";
import { PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { TableDefinition } from "../../../lambdas/shared/contract/index.ts";
import { oneByOne } from "../../../rehearsal/moto/one-by-one.ts";
import type { AwsCall } from "../../rig/aws-call.ts";
import type { AccountContent } from "../account-content.ts";
import type { AwsBackend } from "../aws-backend.ts";
import { access, forwardCall, scanTable } from "../emulator-calls.ts";
import { secretText } from "../secret-values.ts";

/**
 * The account into which a rehearsal has deployed. Calls go on with the key that signed them, so that the account knows
 * whose they are. Closing it leaves the account as it is.
 */
export function deployedBackend(url: string, content: AccountContent): AwsBackend {
  const calls = oneByOne((call: AwsCall) => forwardCall(url, call));
  return {
    name: "rehearsal",
    answer: calls.answer,
    async reset() {
      await calls.quiet();
      for (const { address, definition } of content.tables) await emptyTable(url, address, definition);
      // As people do after their first deployment: values of secrets are set by hand.
      const secrets = new SecretsManagerClient(access(url));
      for (const { address, definition } of content.secrets)
        await secrets.send(new PutSecretValueCommand({ SecretId: address, SecretString: secretText(definition) }));
      secrets.destroy();
    },
    async rows(tableName) {
      await calls.quiet();
      return scanTable(url, tableName);
    },
    close: () => calls.quiet(),
  };
}

async function emptyTable(url: string, TableName: string, definition: TableDefinition): Promise<void> {
  const client = new DynamoDBClient(access(url));
  const names = [definition.partitionKey, definition.sortKey].flatMap((key) => (key === undefined ? [] : [key.name]));
  const keys: NonNullable<ConstructorParameters<typeof DeleteItemCommand>[0]["Key"]>[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName }))
    keys.push(...Items.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => names.includes(name)))));
  for (const Key of keys) await client.send(new DeleteItemCommand({ TableName, Key }));
  client.destroy();
}
