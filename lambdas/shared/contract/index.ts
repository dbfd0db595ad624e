export * from "./contract.ts";
export * from "./metrics-and-alarms.ts";
export * from "./reaches.ts";
export * from "./resources.ts";
export type { RunTimeContract } from "./run-time-contract.ts";
export * from "./settings.ts";
export * from "./standard-variables.ts";
export * from "./system.ts";
export * from "./triggers.ts";
