import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import type { CheckedStack } from "../guardrails/checked-stack.ts";
import { variablesOf } from "../guardrails/functions.ts";
import type { Resource } from "../guardrails/resource.ts";

/** A function as it is deployed, with its contract. */
export interface BilledFunction {
  readonly contract: LambdaContract;
  readonly resource: Resource;
}

/** The functions of a stack that it really has. */
export function billedFunctions(stack: CheckedStack): readonly BilledFunction[] {
  return stack.contracts.flatMap((contract) => {
    const resource = stack
      .of("aws_lambda_function")
      .find((each) => variablesOf(each).POWERTOOLS_SERVICE_NAME === contract.name);
    return resource === undefined ? [] : [{ contract, resource }];
  });
}
