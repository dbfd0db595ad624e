import { environments } from "../../environments/index.ts";
import type { Environment } from "../../environments/schema.ts";
import { notification } from "../../lambdas/notification/contract.ts";
import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import * as functions from "../../stacks/sentiment/functions.ts";
import { SentimentStack } from "../../stacks/sentiment/sentiment-stack.ts";
import { artifactsOf } from "./artifacts.ts";
import { type Synthesized, synthesize, testApp } from "./synthesize.ts";

/** The functions of the system. */
export const sentimentContracts: readonly LambdaContract[] = [...new Set([...Object.values(functions), notification])];

/** An environment that says nothing about functions, for stacks with functions of a test. */
export function withoutFunctions(environment: Environment): Environment {
  return {
    ...environment,
    settings: {},
    logRetentionDays: { default: environment.logRetentionDays.default, functions: {} },
    samplingRules: environment.samplingRules.filter(({ applies }) => typeof applies !== "object"),
  };
}

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
