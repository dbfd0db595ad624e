import type { Environment } from "../../environments/schema.ts";
import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import type { SettingValues } from "../../modules/functions/environment-variables.ts";

/** Settings that follow from what an environment says anyway, so that no file says a thing twice. */
function derivedSettings(environment: Environment): SettingValues {
  return { DASHBOARD_URL: environment.dashboardUrl };
}

/** Values of a function's settings in an environment; what its file says of the function wins. */
export function settingsOf(environment: Environment, contract: LambdaContract): SettingValues {
  const derived = Object.entries(derivedSettings(environment)).filter(([variable]) => variable in contract.settings);
  return { ...Object.fromEntries(derived), ...environment.settings[contract.name] };
}

/** Days for which a function's logs are kept. */
export function logRetentionDays({ logRetentionDays: days }: Environment, functionName: string): number {
  return days.functions[functionName] ?? days.default;
}
