import { asRecord } from "../schema/location.ts";
import type { CheckedStack } from "./checked-stack.ts";
import { asText, block, list, type Resource } from "./resource.ts";

/** Variables of a function's environment, as they are set; references stay. */
export function variablesOf({ body }: Resource): Readonly<Record<string, unknown>> {
  return asRecord(block(body.environment).variables) ?? {};
}

/** The function that a value names: by a reference, or by its name as it is written there. */
export function functionOf(value: unknown, stack: CheckedStack): Resource | undefined {
  const target = stack.target(value);
  if (target !== undefined) return target.kind === "aws_lambda_function" ? target : undefined;
  return stack.of("aws_lambda_function").find(({ body }) => body.function_name === value);
}

/** Whether a function's URL streams its answers. */
export function streams(lambdaFunction: Resource, stack: CheckedStack): boolean {
  return stack
    .of("aws_lambda_function_url")
    .some(
      ({ body }) => body.invoke_mode === "RESPONSE_STREAM" && functionOf(body.function_name, stack) === lambdaFunction,
    );
}

/** Addresses that a resource says it comes after. */
export function dependenciesOf({ body }: Resource): readonly string[] {
  return list(body.depends_on).map(asText);
}
