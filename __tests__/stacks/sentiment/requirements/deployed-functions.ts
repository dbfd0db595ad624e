import type { StackRow } from "../../../helpers/sentiment-stacks.ts";

/** A function as it stands in the JSON, whatever a contract says of it. */
export interface DeployedFunction {
  readonly functionName: string;
  readonly timeoutMilliseconds: number;
  readonly memoryMegabytes: number;
  readonly variables: Readonly<Record<string, string>>;
}

export function deployedFunctions({ stack }: StackRow): readonly DeployedFunction[] {
  return Object.values(stack.resources("aws_lambda_function")).map((body) => ({
    functionName: String(body.function_name),
    timeoutMilliseconds: Number(body.timeout) * 1_000,
    memoryMegabytes: Number(body.memory_size),
    variables: (body.environment as { readonly variables: Readonly<Record<string, string>> }).variables,
  }));
}
