import type { Construct } from "constructs";
import { RealUserMonitoring } from "../../modules/browser/real-user-monitoring.ts";
import { UserPool } from "../../modules/identity/user-pool.ts";
import type { Surroundings } from "./surroundings.ts";

/** What callers of the API can be allowed to do. */
const apiScopes = {
  "read:config": "Read configurations",
  "write:config": "Change configurations",
  "read:alerts": "Read alerts",
  "write:alerts": "Change alerts",
} as const;

export function addUserPool(scope: Construct, { environment, naming }: Surroundings): UserPool {
  return new UserPool(scope, "user-pool", {
    naming,
    ...environment.userPool,
    apiIdentifier: "sentiment-api",
    apiScopes,
    protect: environment.protectData,
  });
}

export function addRealUserMonitoring(scope: Construct, { environment, naming }: Surroundings): RealUserMonitoring {
  return new RealUserMonitoring(scope, "real-user-monitoring", {
    naming,
    accountId: environment.accountId,
    region: environment.region,
    applicationUrl: environment.dashboardUrl,
    sessionSampleRate: environment.realUserMonitoringRate,
  });
}
