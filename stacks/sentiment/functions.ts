/** The functions of the sentiment system: one line each. */
export { ingestion } from "../../lambdas/ingestion/contract.ts";
export { metrics } from "../../lambdas/metrics/contract.ts";
