import { environments } from "../../environments/index.ts";
import type { Environment } from "../../environments/schema.ts";
import { dashboard } from "../../lambdas/dashboard/contract.ts";
import { ingestion } from "../../lambdas/ingestion/contract.ts";
import { metrics } from "../../lambdas/metrics/contract.ts";
import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import { sseStreaming } from "../../lambdas/sse-streaming/contract.ts";
import { SentimentStack } from "../../stacks/sentiment/sentiment-stack.ts";
import { artifactsOf } from "./artifacts.ts";
import { analysisFixture, notificationFixture } from "./fixture-contracts.ts";
import { type Synthesized, synthesize, testApp } from "./synthesize.ts";

/** The six functions of the system. */
export const sentimentContracts: readonly LambdaContract[] = [
  ingestion,
  analysisFixture,
  dashboard,
  notificationFixture,
  metrics,
  sseStreaming,
];

/** The stack of an environment, before synthesis. */
export function sentimentStack(
  environment: Environment,
  contracts: readonly LambdaContract[] = sentimentContracts,
): SentimentStack {
  return new SentimentStack(testApp(), { environment, contracts, artifacts: artifactsOf(contracts) });
}

/** An environment with its synthesized stack, as a row of a table of tests. */
export interface StackRow {
  readonly name: string;
  readonly environment: Environment;
  readonly stack: Synthesized;
}

/** Every environment's stack, synthesized once for all tests of a file. */
export const sentimentStacks: readonly StackRow[] = environments.map((environment) => ({
  name: environment.name,
  environment,
  stack: synthesize(sentimentStack(environment)),
}));
