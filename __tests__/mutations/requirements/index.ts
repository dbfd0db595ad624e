import type { RequirementFault } from "../mutation.ts";
import { watchingFaults } from "./watching.ts";

/** For every requirement that tests prove, what takes it away. */
export const requirementFaults: readonly RequirementFault[] = [...watchingFaults];
