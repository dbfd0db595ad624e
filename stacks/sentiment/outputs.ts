import { TerraformOutput } from "cdktf";
import { Construct } from "constructs";
import type { RealUserMonitoring } from "../../modules/browser/real-user-monitoring.ts";
import type { Entrances } from "../../modules/functions/triggers.ts";
import type { UserPool } from "../../modules/identity/user-pool.ts";

export interface OutputSources {
  readonly entrances: ReadonlyMap<string, Entrances>;
  readonly userPool: UserPool;
  readonly realUserMonitoring: RealUserMonitoring;
}

/** What people need after a deployment and what only AWS knows: addresses, and the ids that a web application takes. */
export function addOutputs(scope: Construct, { entrances, userPool, realUserMonitoring }: OutputSources): void {
  const addresses = [...entrances].flatMap(([name, { url, restApi }]) => [
    ...(url === undefined ? [] : [[`${name}-url`, url.url, `Public URL of ${name}`] as const]),
    ...(restApi === undefined
      ? []
      : [[`${name}-api-url`, restApi.stage.invokeUrl, `REST API in front of ${name}`] as const]),
  ]);
  const all = [
    ...addresses,
    ["user-pool-id", userPool.pool.id, "User pool"],
    ["user-pool-client-id", userPool.client.id, "Client of the web application in the user pool"],
    ["sign-in-domain", userPool.domain.domain, "Prefix of the sign-in pages' address"],
    ["app-monitor-id", realUserMonitoring.monitor.appMonitorId, "App monitor of real user monitoring"],
    ["guest-identity-pool-id", realUserMonitoring.identityPool.id, "Identities of browsers that report to it"],
  ] as const;
  const outputs = new Construct(scope, "outputs");
  for (const [name, value, description] of all) {
    new TerraformOutput(outputs, name, { value, description }).overrideLogicalId(name);
  }
}
