import type { App } from "cdktf";
import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import type { ObservabilityBudget } from "../cost/observability-budget.ts";
import type { GuardrailException } from "../guardrails/exceptions.ts";
import type { Artifact } from "../packaging/artifact.ts";
import type { PackageRequest } from "../packaging/build.ts";

/** A function that a stack deploys: what it promises, and how it is packaged. */
export interface DeployedFunction extends PackageRequest {
  readonly contract: LambdaContract;
}

/** A stack that can be synthesized. */
export interface StackDefinition {
  /** Id of the stack; its folder in the output has the same name. */
  readonly name: string;
  /** What the commands call it by: stacks of one environment are deployed together. */
  readonly environment: string;
  /** Whether real people depend on it. */
  readonly production: boolean;
  /** Resources that may break a guardrail, with the reason. Default: none. */
  readonly exceptions?: readonly GuardrailException[];
  /** Addresses of everything that has data, as it was deployed before. Default: nothing is held to an address. */
  readonly dataAddresses?: readonly string[];
  readonly functions: readonly DeployedFunction[];
  /** What watching its environment may cost; one stack of an environment says it for all. Default: no limit. */
  readonly observability?: ObservabilityBudget;
  /** @throws ProblemError where the values that the stack is made from are wrong. Runs before anything is built. */
  readonly check: () => void;
  /** Adds the stack to the app. Loads what it is made of when called, so that packaging can begin before. */
  readonly addTo: (app: App, artifacts: readonly Artifact[]) => Promise<void>;
}

/** The functions of some stacks, each once: the environments deploy the same functions. */
export function functionsOf(definitions: readonly StackDefinition[]): readonly DeployedFunction[] {
  const functions = definitions.flatMap((definition) => definition.functions);
  return [...new Map(functions.map((each) => [each.functionName, each])).values()];
}
