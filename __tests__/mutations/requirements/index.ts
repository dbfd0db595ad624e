import type { RequirementFault } from "../mutation.ts";
import { mechanismFaults } from "./mechanism.ts";
import { stackFaults } from "./stacks.ts";
import { streamFaults } from "./streams.ts";
import { traceTreeFaults } from "./trace-tree.ts";
import { traceFaults } from "./traces.ts";
import { watchingFaults } from "./watching.ts";

/** For every requirement that tests prove, what takes it away. */
export const requirementFaults: readonly RequirementFault[] = [
  ...mechanismFaults,
  ...traceTreeFaults,
  ...streamFaults,
  ...stackFaults,
  ...traceFaults,
  ...watchingFaults,
];
