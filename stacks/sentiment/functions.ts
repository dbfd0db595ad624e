/** The functions of the sentiment system: one line each. */
export { analysis } from "../../lambdas/analysis/contract.ts";
export { dashboard } from "../../lambdas/dashboard/contract.ts";
export { ingestion } from "../../lambdas/ingestion/contract.ts";
export { metrics } from "../../lambdas/metrics/contract.ts";
export { notification } from "../../lambdas/notification/contract.ts";
export { sseStreaming } from "../../lambdas/sse-streaming/contract.ts";
