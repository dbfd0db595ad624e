import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function/index.js";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue/index.js";
import { Fn, TerraformStack, Testing, Token } from "cdktf";
import { describe, expect, it } from "vitest";
import { environments } from "../../../environments/index.ts";
import type { Environment } from "../../../environments/schema.ts";
import { problemLine } from "../../../modules/problem.ts";
import { checkAgainstSchema } from "../../../modules/schema/check-against-schema.ts";
import { addAwsProvider } from "../../../modules/terraform/aws-provider.ts";
import * as functions from "../../../stacks/sentiment/functions.ts";
import { SentimentStack } from "../../../stacks/sentiment/sentiment-stack.ts";
import { accountStack, stateStack } from "../../helpers/account-stacks.ts";
import { artifactsOf } from "../../helpers/artifacts.ts";
import { synthesize, testApp } from "../../helpers/synthesize.ts";

describe("what the stacks are", () => {
  const artifacts = artifactsOf(Object.values(functions));
  const sentimentStack = (environment: Environment) =>
    synthesize(new SentimentStack(testApp(), { environment, artifacts })).json;

  it.each(environments)("fits the provider's schema in $name", (environment) => {
    const stack = sentimentStack(environment);

    expect(checkAgainstSchema("sentiment", stack).map(problemLine)).toEqual([]);
  });

  it.each([stateStack, accountStack])("fits the provider's schema in the stack $name", ({ name, json }) => {
    expect(checkAgainstSchema(name, json).map(problemLine)).toEqual([]);
  });

  it("is looked at: what a stack lacks is missed", () => {
    const [environment] = environments as [Environment];
    const stack = sentimentStack(environment) as { resource: Record<string, unknown> };
    delete stack.resource.aws_iam_role;

    expect(checkAgainstSchema("s", stack).length).toBeGreaterThan(0);
  });
});

describe("what a stack writes", () => {
  /** What is written of a stack with one queue, and a function as given. */
  function stackOf(add: (stack: TerraformStack, queue: SqsQueue) => void) {
    const stack = new TerraformStack(testApp(), "s");
    addAwsProvider(stack, { region: "us-east-1", accountId: "111122223333", tags: {} });
    add(stack, new SqsQueue(stack, "jobs", { name: "jobs" }));
    const directory = Testing.fullSynth(stack);
    const text = readFileSync(join(directory, "stacks", "s", "cdk.tf.json"), "utf8");
    rmSync(directory, { recursive: true });
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  }

  it("includes overrides: the address and the construct's path tell where", () => {
    const stack = stackOf((_, queue) => queue.addOverride("visibility_timeout", 30));

    expect(checkAgainstSchema("s", stack).map(problemLine)).toEqual([
      'stack s, aws_sqs_queue.jobs (s/jobs): found unknown attribute or block "visibility_timeout", expected "visibility_timeout_seconds". Correct or remove it.',
    ]);
  });

  it("includes functions of Terraform and references between resources", () => {
    const stack = stackOf((scope, queue) => {
      new LambdaFunction(scope, "worker", {
        functionName: Fn.join("-", ["worker", queue.name]),
        role: "arn:aws:iam::111122223333:role/worker",
        environment: { variables: { QUEUE: queue.url, DELAY: Fn.tostring(queue.delaySeconds) } },
        timeout: queue.visibilityTimeoutSeconds,
      });
    });

    expect(checkAgainstSchema("s", stack)).toEqual([]);
  });

  it("includes tokens that were torn: a number that was counted with", () => {
    const stack = stackOf((scope, queue) => {
      new SqsQueue(scope, "other", { delaySeconds: queue.delaySeconds });
      queue.addOverride("delay_seconds", Token.asNumber("x") * 2);
    });

    expect(checkAgainstSchema("s", stack).map((problem) => problem.expected)).toEqual([
      "the value or the Terraform expression that it stands for",
    ]);
  });
});
