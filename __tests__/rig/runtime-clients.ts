/** A version of AWS's runtime client: the program that takes invocations and calls the handler. */
export interface RuntimeClient {
  readonly name: string;
  /** File that starts it, below the project's folder. */
  readonly entryPoint: string;
  /** Value of AWS_EXECUTION_ENV in the managed runtime that has this client. */
  readonly executionEnvironment: string;
}

/**
 * The clients of the managed runtimes. The older one reports what nobody handled and waits for an empty event loop; the
 * newer one does neither.
 */
export const runtimeClients = {
  "3": {
    name: "aws-lambda-ric 3.3.0",
    entryPoint: "__tests__/rig/run-client-3.mjs",
    executionEnvironment: "AWS_Lambda_nodejs22.x",
  },
  "4": {
    name: "aws-lambda-ric 4.0.2",
    entryPoint: "node_modules/aws-lambda-ric-4/index.mjs",
    executionEnvironment: "AWS_Lambda_nodejs24.x",
  },
} as const satisfies Readonly<Record<string, RuntimeClient>>;
