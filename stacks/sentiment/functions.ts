/** The functions of the sentiment system: one line each. */
export { metrics } from "../../lambdas/metrics/contract.ts";
