import { problemLine } from "../../../modules/problem.ts";
import { checkAgainstSchema } from "../../../modules/schema/check-against-schema.ts";

/** A stack with one queue, one role and one function, and other resources or keys beside them. */
export function stackWith(resource: Readonly<Record<string, unknown>>, others: Readonly<Record<string, unknown>> = {}) {
  const { aws_lambda_function, ...rest } = resource;
  return {
    terraform: { required_providers: { aws: { source: "hashicorp/aws", version: "~> 6.29" } } },
    provider: { aws: [{ region: "us-east-1" }, { alias: "second", region: "eu-west-1" }] },
    resource: {
      aws_sqs_queue: { jobs: { name: "jobs" } },
      aws_lambda_function: { worker: { ...worker, ...(aws_lambda_function as object | undefined) } },
      ...rest,
    },
    ...others,
  };
}

const worker = {
  "//": { metadata: { path: "stack/worker/function", uniqueId: "worker" } },
  function_name: "worker",
  role: "arn:aws:iam::111122223333:role/worker",
};

/** Problems of a stack whose function has some more or other attributes. */
export function problemsOfFunction(attributes: Readonly<Record<string, unknown>>): readonly string[] {
  return checkAgainstSchema("s", stackWith({ aws_lambda_function: attributes })).map(problemLine);
}

export const place = "stack s, aws_lambda_function.worker (stack/worker/function)";
