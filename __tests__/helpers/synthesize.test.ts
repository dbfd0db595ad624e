import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue/index.js";
import { Annotations, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { describe, expect, it } from "vitest";
import { synthesize, testApp } from "./synthesize.ts";
import "./stack-matchers.ts";

/** A stack with the provider, and nothing else. */
function emptyStack(id: string, app = testApp()): TerraformStack {
  const stack = new TerraformStack(app, id);
  new AwsProvider(stack, "aws", { region: "us-east-1" });
  return stack;
}

/** A stack with one queue. */
function stackWithQueue(): TerraformStack {
  const stack = emptyStack("letters");
  new SqsQueue(stack, "queue", { name: "letters", messageRetentionSeconds: 60 });
  return stack;
}

describe("synthesis in tests", () => {
  it("prepares the stack: a resource that another refers to across stacks gets its output", () => {
    const app = testApp();
    const producer = emptyStack("producer", app);
    const queue = new SqsQueue(producer, "queue", { name: "a" });
    const consumer = emptyStack("consumer", app);
    new SqsQueue(consumer, "queue", { name: "b", redrivePolicy: queue.arn });

    synthesize(consumer);

    expect(synthesize(producer).json).toHaveProperty("output");
  });

  it("runs the validations of every construct", () => {
    const stack = stackWithQueue();
    new Construct(stack, "picky").node.addValidation({ validate: () => ["not like this"] });

    expect(() => synthesize(stack)).toThrow("not like this");
  });

  it("fails on errors that a construct only noted down", () => {
    const stack = stackWithQueue();
    Annotations.of(stack).addError("look here");

    expect(() => synthesize(stack)).toThrow("letters: look here");
  });

  it("finds the one resource with some attributes, or says what there is", () => {
    const stack = synthesize(stackWithQueue());

    expect(stack.resource("aws_sqs_queue", { name: "letters" }).message_retention_seconds).toBe(60);
    expect(() => stack.resource("aws_sqs_queue", { name: "parcels" })).toThrow(
      'letters has 0 resources aws_sqs_queue with {"name":"parcels"}, expected one; there are 1: "letters"',
    );
  });

  it("refuses references that point to nothing", () => {
    const stack = synthesize(stackWithQueue());

    expect(() => stack.referenced(`\${aws_sqs_queue.other.arn}`)).toThrow("letters has nothing that");
    expect(() => stack.referenced(undefined)).toThrow("letters has nothing that undefined refers to");
  });
});

describe("the matcher toHaveResource", () => {
  const stack = synthesize(stackWithQueue());

  it("passes and fails by the attributes", () => {
    expect(stack).toHaveResource("aws_sqs_queue", { name: expect.stringMatching(/^let/) });
    expect(stack).not.toHaveResource("aws_sqs_queue", { name: "parcels" });
    expect(() => expect(stack).toHaveResource("aws_sqs_queue", { name: "parcels" })).toThrow("found 1 of this kind");
    expect(() => expect(stack).not.toHaveResource("aws_sqs_queue")).toThrow("expected letters not to have");
  });

  it("refuses a kind or attribute that does not exist, also where it should be absent", () => {
    expect(() => expect(stack).not.toHaveResource("aws_sqs_quue")).toThrow(
      "No kind of resource is called aws_sqs_quue; nearest: aws_sqs_queue",
    );
    expect(() => expect(stack).not.toHaveResource("aws_sqs_queue", { nam: "x" })).toThrow(
      "aws_sqs_queue has no attribute nam; nearest: name",
    );
  });
});
