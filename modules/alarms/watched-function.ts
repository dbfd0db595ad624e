import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import type { Naming } from "../naming/naming.ts";

/** Which deployment of a contract is watched. */
export interface WatchedFunction {
  readonly environment: string;
  /** Name of the function in Lambda. */
  readonly functionName: string;
}

export function watchedFunction({ name }: LambdaContract, environment: string, naming: Naming): WatchedFunction {
  return { environment, functionName: naming("Lambda function", name) };
}
