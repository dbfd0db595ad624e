import { dataAndAccountMistakes, soundDataAndAccount } from "./data-and-account.ts";
import { functionMistakes, soundFunctions } from "./functions.ts";
import type { Mistake, SoundVariant } from "./mistake.ts";
import { policyMistakes, soundPolicies } from "./policies.ts";
import { soundWatching, watchingMistakes } from "./watching.ts";

/** Every mistake that a guardrail finds. */
export const guardrailMistakes: readonly Mistake[] = [
  ...functionMistakes,
  ...policyMistakes,
  ...watchingMistakes,
  ...dataAndAccountMistakes,
];

/** What a guardrail must not take for a mistake. */
export const soundVariants: readonly SoundVariant[] = [
  ...soundFunctions,
  ...soundPolicies,
  ...soundWatching,
  ...soundDataAndAccount,
];
