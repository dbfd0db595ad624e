import type { Context } from "aws-lambda";
import { vi } from "vitest";
import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import { testValue } from "./test-value.ts";

/** The environment that the stack would give to a function: everything that its contract says. */
export function lambdaEnvironment(
  contract: LambdaContract,
  settings: Readonly<Record<string, string | number>> = {},
): Readonly<Record<string, string>> {
  const reached = Object.entries(contract.reaches).map(([variable, reach]) => [variable, testValue(reach)] as const);
  const plain = Object.entries(contract.settings).map(([variable, setting]) => {
    const value = settings[variable] ?? setting.default;
    if (value === undefined) throw new Error(`Give ${variable} a value: it has no default.`);
    return [variable, String(value)] as const;
  });
  return {
    ENVIRONMENT: "test",
    POWERTOOLS_SERVICE_NAME: contract.name,
    AWS_LAMBDA_FUNCTION_NAME: `test-sentiment-${contract.name}`,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    ...Object.fromEntries([...reached, ...plain]),
  };
}

/** Sets a function's environment for the running test file. Import the handler after it. */
export function stubLambdaEnvironment(
  contract: LambdaContract,
  settings: Readonly<Record<string, string | number>> = {},
): void {
  for (const [variable, value] of Object.entries(lambdaEnvironment(contract, settings))) vi.stubEnv(variable, value);
}

/** The part of Lambda's context that handlers use. */
export function lambdaContext(
  contract: LambdaContract,
  remainingMilliseconds = contract.timeoutSeconds * 1000,
): Context {
  return {
    functionName: `test-sentiment-${contract.name}`,
    functionVersion: "$LATEST",
    invokedFunctionArn: `arn:aws:lambda:us-east-1:111122223333:function:test-sentiment-${contract.name}`,
    memoryLimitInMB: String(contract.memoryMegabytes),
    awsRequestId: "00000000-0000-4000-8000-000000000000",
    logGroupName: `/aws/lambda/test-sentiment-${contract.name}`,
    logStreamName: "test",
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => remainingMilliseconds,
    done: () => {},
    fail: () => {},
    succeed: () => {},
  };
}
