import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import type { StackRow } from "../helpers/sentiment-stacks.ts";

/**
 * Variables of a function as they stand in the synthesized stack, and its name. References to what only a deployment
 * makes are left out: no metric has them in it.
 */
export function deployedVariables(
  { name, stack }: StackRow,
  { name: contractName, system }: LambdaContract,
): Readonly<Record<string, string>> {
  const functionName = `${name}-${system.name}-${contractName}`;
  const { environment } = stack.resource("aws_lambda_function", { function_name: functionName });
  const { variables } = environment as { readonly variables: Readonly<Record<string, string>> };
  const plain = Object.entries(variables).filter(([, value]) => !value.includes("${"));
  return { ...Object.fromEntries(plain), AWS_LAMBDA_FUNCTION_NAME: functionName };
}
