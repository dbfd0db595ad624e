import { alarmMutations } from "./alarms.ts";
import { constructMutations } from "./constructs.ts";
import { contractMutations } from "./contracts.ts";
import { functionMutations } from "./functions.ts";
import type { Mutation } from "./mutation.ts";

/** Every mutation; at least sixty, so that a score says something. */
export const mutations: readonly Mutation[] = [
  ...contractMutations,
  ...functionMutations,
  ...alarmMutations,
  ...constructMutations,
];
