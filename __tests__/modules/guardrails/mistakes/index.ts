import { alarmMistakes, soundAlarms } from "./alarms.ts";
import { compositeMistakes, soundComposites } from "./composites.ts";
import { dashboardMistakes, soundDashboards } from "./dashboards.ts";
import { dataAndAccountMistakes, soundDataAndAccount } from "./data-and-account.ts";
import { entranceMistakes, soundEntrances } from "./entrances.ts";
import { functionMistakes, soundFunctions } from "./functions.ts";
import { logAndTraceMistakes, soundLogsAndTraces } from "./logs-and-traces.ts";
import type { Mistake, SoundVariant } from "./mistake.ts";
import { policyMistakes, soundPolicies } from "./policies.ts";
import { soundTrust, trustMistakes } from "./trust.ts";

/** Every mistake that a guardrail finds. */
export const guardrailMistakes: readonly Mistake[] = [
  ...functionMistakes,
  ...entranceMistakes,
  ...policyMistakes,
  ...trustMistakes,
  ...alarmMistakes,
  ...compositeMistakes,
  ...dashboardMistakes,
  ...logAndTraceMistakes,
  ...dataAndAccountMistakes,
];

/** What a guardrail must not take for a mistake. */
export const soundVariants: readonly SoundVariant[] = [
  ...soundFunctions,
  ...soundEntrances,
  ...soundPolicies,
  ...soundTrust,
  ...soundAlarms,
  ...soundComposites,
  ...soundDashboards,
  ...soundLogsAndTraces,
  ...soundDataAndAccount,
];
