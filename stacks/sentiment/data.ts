import type { Construct } from "constructs";
import * as secretDefinitions from "../../lambdas/shared/sentiment/secrets.ts";
import * as tableDefinitions from "../../lambdas/shared/sentiment/tables.ts";
import { Bucket } from "../../modules/data/bucket.ts";
import { DailyBackup } from "../../modules/data/daily-backup.ts";
import { Table } from "../../modules/data/table.ts";
import type { ReachableResources } from "../../modules/functions/resources.ts";
import { Secret } from "../../modules/security/secret.ts";
import { project, type Surroundings } from "./surroundings.ts";

/** Tables, by the name in their definition, and the nightly copy of the articles where the environment asks for it. */
export function addTables(scope: Construct, { environment, naming }: Surroundings): Pick<ReachableResources, "tables"> {
  const protect = environment.protectData;
  const tables = Object.fromEntries(
    Object.values(tableDefinitions).map((definition) => {
      const { resource } = new Table(scope, `table-${definition.name}`, { definition, naming, protect });
      return [definition.name, { name: resource.name, arn: resource.arn }];
    }),
  );
  const articles = tables[tableDefinitions.items.name];
  if (environment.dailyBackup && articles !== undefined) {
    new DailyBackup(scope, "daily-backup", { naming, tableArns: [articles.arn], protect });
  }
  return { tables };
}

/** The list of tradable symbols, which a person uploads. */
export function addTickerCache(scope: Construct, { environment, naming }: Surroundings): Bucket {
  return new Bucket(scope, "ticker-cache", {
    name: naming("S3 bucket", `ticker-cache-${environment.accountId}`),
    protect: environment.protectData,
  });
}

/** Secrets, by the name in their definition. */
export function addSecrets(
  scope: Construct,
  { environment }: Surroundings,
  keyArn: string,
): Pick<ReachableResources, "secrets"> {
  const path = `${environment.name}/${project}`;
  const secrets = Object.values(secretDefinitions).map((definition) => {
    const { arn } = new Secret(scope, `secret-${definition.name}`, {
      definition,
      path,
      keyArn,
      protect: environment.protectData,
    });
    return [definition.name, { arn }] as const;
  });
  return { secrets: Object.fromEntries(secrets) };
}
