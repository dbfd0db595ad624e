// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's expressions, not JavaScript's
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
import { artifactsOf } from "../../helpers/artifacts.ts";
import { synthesize, testApp } from "../../helpers/synthesize.ts";

/** A stack with one queue, one role and one function, and other resources or keys beside them. */
function stackWith(resource: Readonly<Record<string, unknown>>, others: Readonly<Record<string, unknown>> = {}) {
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
function withFunction(attributes: Readonly<Record<string, unknown>>): readonly string[] {
  return checkAgainstSchema("s", stackWith({ aws_lambda_function: attributes })).map(problemLine);
}

const place = "stack s, aws_lambda_function.worker (stack/worker/function)";

describe("what the stacks are", () => {
  const artifacts = artifactsOf(Object.values(functions));
  const sentimentStack = (environment: Environment) =>
    synthesize(new SentimentStack(testApp(), { environment, artifacts })).json;

  it.each(environments)("fits the provider's schema in $name", (environment) => {
    const stack = sentimentStack(environment);

    expect(checkAgainstSchema("sentiment", stack).map(problemLine)).toEqual([]);
  });

  it("is looked at: what a stack lacks is missed", () => {
    const [environment] = environments as [Environment];
    const stack = sentimentStack(environment) as { resource: Record<string, unknown> };
    delete stack.resource.aws_iam_role;

    expect(checkAgainstSchema("s", stack).length).toBeGreaterThan(0);
  });
});

describe("attributes and blocks", () => {
  it.each([
    [
      "an unknown attribute",
      { memory_sise: 256 },
      `${place}: found unknown attribute or block "memory_sise", expected "memory_size". Correct or remove it.`,
    ],
    [
      "an unknown attribute inside of a block",
      { tracing_config: { mod: "Active", mode: "Active" } },
      `${place}, tracing_config: found unknown attribute or block "mod", expected "mode". Correct or remove it.`,
    ],
    [
      "a read-only attribute that is set",
      { arn: "arn:aws:lambda:us-east-1:111122223333:function:worker" },
      `${place}, arn: found "arn:aws:lambda:us-east-1:111122223333:function:worker", expected no value: the provider sets this attribute itself. Remove it; refer to it where it is needed.`,
    ],
    [
      "a required attribute that is missing",
      { role: undefined },
      `${place}, role: found nothing, expected a value: the provider requires this attribute. Add it.`,
    ],
    [
      "a required attribute that is null",
      { role: null },
      `${place}, role: found nothing, expected a value: the provider requires this attribute. Add it.`,
    ],
    [
      "a required attribute that is missing in a block",
      { dead_letter_config: [{}] },
      `${place}, dead_letter_config.target_arn: found nothing, expected a value: the provider requires this attribute. Add it.`,
    ],
    [
      "a text where a number belongs",
      { timeout: "half a minute" },
      `${place}, timeout: found "half a minute", expected number. Give it a value of type number.`,
    ],
    [
      "a text where a list belongs",
      { layers: "arn" },
      `${place}, layers: found "arn", expected list of string. Give it a value of type list of string.`,
    ],
    [
      "a list where a text belongs",
      { handler: ["handler.handler"] },
      `${place}, handler: found ["handler.handler"], expected string. Give it a value of type string.`,
    ],
    [
      "a number where a truth value belongs",
      { publish: 1 },
      `${place}, publish: found 1, expected bool. Give it a value of type bool.`,
    ],
    [
      "an object as the value of an environment variable",
      { environment: { variables: { LIMIT: { value: 3 } } } },
      `${place}, environment.variables.LIMIT: found {"value":3}, expected string. Give it a value of type string.`,
    ],
    [
      "a list as a map",
      { environment: { variables: ["LIMIT"] } },
      `${place}, environment.variables: found ["LIMIT"], expected map of string. Give it a value of type map of string.`,
    ],
    [
      "a text where a block belongs",
      { vpc_config: "none" },
      `${place}, vpc_config: found "none", expected a block: an object, or a list of objects. Write it as a block.`,
    ],
    [
      "more blocks than the provider takes",
      { tracing_config: [{ mode: "Active" }, { mode: "Active" }] },
      `${place}, tracing_config: found 2 blocks, expected 0 to 1. Remove some.`,
    ],
  ])("refuses %s", (_, attributes, line) => {
    expect(withFunction(attributes)).toEqual([line]);
  });

  it("refuses a block that is missing", () => {
    const stack = stackWith({ aws_budgets_budget: {}, aws_backup_plan: { nightly: { name: "nightly" } } });

    expect(checkAgainstSchema("s", stack).map(problemLine)).toEqual([
      "stack s, aws_backup_plan.nightly, rule: found no block, expected at least 1. Add it.",
    ]);
  });

  it("takes what Terraform converts itself", () => {
    expect(withFunction({ memory_size: "1${aws_sqs_queue.jobs.delay_seconds}" })).toEqual([]);
    expect(withFunction({ timeout: "30", publish: "true", description: 7, tags: { Level: 1 }, layers: [] })).toEqual(
      [],
    );
  });

  it("takes an expression for a value of any type, and none that is a part of a text only", () => {
    const whole = { layers: "${aws_sqs_queue.jobs.arn == null ? [] : []}" };
    const part = { layers: "prefix-${aws_sqs_queue.jobs.arn}" };

    expect(withFunction(whole)).toEqual([]);
    expect(withFunction(part)).toHaveLength(1);
  });

  it("takes the two attributes that are newer than the bindings, and no others", () => {
    expect(withFunction({ code_sha256: "x" })).toEqual([]);
    expect(withFunction({ invoked_via_function_url: true })).toHaveLength(1);
  });

  it("reads the content of dynamic blocks", () => {
    const dynamic = (content: unknown) => ({ dynamic: { tracing_config: [{ for_each: ["Active"], content }] } });

    expect(withFunction(dynamic({ mode: "Active" }))).toEqual([]);
    expect(withFunction(dynamic({ mood: "Active" }))).toEqual([
      `${place}, dynamic.tracing_config.content: found unknown attribute or block "mood", expected "mode". Correct or remove it.`,
      `${place}, dynamic.tracing_config.content.mode: found nothing, expected a value: the provider requires this attribute. Add it.`,
    ]);
  });

  it("says everything at once, over all resources", () => {
    const stack = stackWith({
      aws_lambda_function: { memory_sise: 1, timeout: [] },
      aws_sqs_queue: { jobs: { nam: "jobs" } },
    });

    expect(
      checkAgainstSchema("s", stack)
        .map((problem) => problem.found)
        .sort(),
    ).toEqual(["[]", 'unknown attribute or block "memory_sise"', 'unknown attribute or block "nam"']);
  });
});

describe("kinds", () => {
  it("names the nearest kind, and how to add one", () => {
    const stack = stackWith({ aws_sqs_queu: { jobs: {} } });

    expect(checkAgainstSchema("s", stack).map(problemLine)).toEqual([
      'stack s, aws_sqs_queu.jobs: found resource kind aws_sqs_queu, which the committed schema does not describe, expected aws_sqs_queue. Correct it. If AWS provider 5.100.0 has this kind, add it to modules/schema/kinds.ts and run "node commands/run.mjs commands/schema-subset.ts".',
    ]);
  });

  it("holds data sources to their schema too", () => {
    const stack = stackWith({}, { data: { aws_ssm_parameter: { url: { nam: "x" } } } });

    expect(checkAgainstSchema("s", stack).map(problemLine)).toEqual([
      'stack s, data.aws_ssm_parameter.url: found unknown attribute or block "nam", expected "name". Correct or remove it.',
      "stack s, data.aws_ssm_parameter.url, name: found nothing, expected a value: the provider requires this attribute. Add it.",
    ]);
  });
});

describe("references", () => {
  const description = (text: string) => withFunction({ description: text });

  it.each([
    ["${aws_sqs_queue.jobs.arn}"],
    ["queue ${aws_sqs_queue.jobs.arn} and ${aws_sqs_queue.jobs.url}"],
    ["${true ? aws_sqs_queue.jobs.arn : aws_sqs_queue.jobs.url}"],
    ["${aws_sqs_queue.jobs}"],
    ['${jsonencode({ "a" = "x ${aws_sqs_queue.jobs.arn}" })}'],
    ["${aws_lambda_function.worker.environment[0].variables.ANY}"],
    ["$${aws_sqs_queue.gone.arn} is a text"],
    ["$${aws:username}"],
    ['${join(",", ["aws_sqs_queue.gone.arn"])}'],
    ["${path.module}/code.zip"],
  ])("takes %s", (text) => {
    expect(description(text)).toEqual([]);
  });

  it.each([
    [
      "${aws_sqs_queue.job.arn}",
      '"aws_sqs_queue.job.arn", a resource that the stack does not have, expected "aws_sqs_queue.jobs".',
    ],
    [
      "${data.aws_region.here.name}",
      '"data.aws_region.here.name", a data source that the stack does not have, expected data.aws_region.*, of which the stack has none.',
    ],
    ["${aws_sqs_queue.jobs.arm}", '"aws_sqs_queue.jobs.arm", where aws_sqs_queue.jobs has no "arm", expected "arn".'],
    [
      '${jsonencode({ "a" = "x ${aws_sqs_queue.jobs.arm}" })}',
      '"aws_sqs_queue.jobs.arm", where aws_sqs_queue.jobs has no "arm", expected "arn".',
    ],
    [
      "${aws_lambda_function.worker.tracing_config[0].mod}",
      '"aws_lambda_function.worker.tracing_config[0].mod", where aws_lambda_function.worker has no "mod", expected "mode".',
    ],
    [
      "${aws_lambda_function.worker.tracing_config.mode}",
      '"aws_lambda_function.worker.tracing_config.mode", where aws_lambda_function.worker has no "mode", expected one of [0].',
    ],
    ["${aws_sqs_queue.jobs.arn.part}", 'where aws_sqs_queue.jobs has no "part", expected nothing here.'],
    [
      "${aws_sqs_queue.jobs[0].arn}",
      '"aws_sqs_queue.jobs[0].arn", an element of aws_sqs_queue.jobs, expected aws_sqs_queue.jobs itself: it has neither "count" nor "for_each".',
    ],
    [
      "${aws:username}",
      '"${aws:username}", which Terraform takes for an expression and cannot read, expected "$${aws:username}" for a variable of an IAM policy. Write the dollar sign twice.',
    ],
    ["${var.colour}", '"var.colour", a variable that the stack does not have, expected nothing here.'],
    ["${local.colour}", '"local.colour", a local value that the stack does not have, expected nothing here.'],
    ["${module.colour.red}", '"module.colour.red", a module that the stack does not have, expected nothing here.'],
  ])("refuses %s", (text, message) => {
    const lines = description(text);

    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`${place}, description: found `);
    expect(lines[0]).toContain(message);
  });

  it("finds one in a policy document, in an output and in a provider", () => {
    const policy = JSON.stringify({ Statement: [{ Resource: "${aws_sqs_queue.gone.arn}" }] });
    const provider = { aws: [{ region: "${aws_sqs_queue.gone.region}" }] };
    const stack = stackWith(
      { aws_sqs_queue_policy: { p: { queue_url: "u", policy } } },
      { output: { url: { value: "${aws_sqs_queue.gone.url}" } }, provider },
    );

    expect(checkAgainstSchema("s", stack).map((problem) => problem.place)).toEqual([
      "stack s, aws_sqs_queue_policy.p, policy",
      "stack s, provider.aws[0].region",
      "stack s, output.url.value",
    ]);
  });

  it("takes an element of what Terraform makes several of", () => {
    const stack = stackWith({
      aws_sqs_queue: { jobs: { name: "jobs", count: 2 } },
      aws_lambda_function: { description: "${aws_sqs_queue.jobs[1].arn}" },
    });

    expect(checkAgainstSchema("s", stack)).toEqual([]);
  });

  it("takes variables and local values that are declared", () => {
    const stack = stackWith(
      { aws_lambda_function: { description: "${var.colour} ${local.shape}" } },
      { variable: { colour: { type: "string" } }, locals: { shape: "round" } },
    );

    expect(checkAgainstSchema("s", stack)).toEqual([]);
  });
});

describe("what Terraform itself reads", () => {
  it.each([
    ["depends_on", { depends_on: ["aws_sqs_queue.gone"] }, '"aws_sqs_queue.gone"'],
    ["provider", { provider: "aws.third" }, '"aws.third"'],
    ["a key of lifecycle", { lifecycle: { prevent_destory: true } }, 'unknown key "prevent_destory"'],
    ["an ignored attribute", { lifecycle: { ignore_changes: ["memory_sise"] } }, 'unknown attribute "memory_sise"'],
  ])("refuses a wrong %s", (_, attributes, found) => {
    const problems = checkAgainstSchema("s", stackWith({ aws_lambda_function: attributes }));

    expect(problems.map((problem) => problem.found)).toEqual([found]);
  });

  it("takes right ones", () => {
    const attributes = {
      depends_on: ["aws_sqs_queue.jobs"],
      provider: "aws.second",
      lifecycle: { prevent_destroy: true, ignore_changes: ["memory_size", "environment[0].variables"] },
      count: 1,
    };

    expect(withFunction(attributes)).toEqual([]);
  });

  it.each([
    ["section", { resources: {} }, 'unknown key "resources"'],
    ["key of terraform", { terraform: { backends: {} }, provider: {} }, 'unknown key "backends"'],
    ["second backend", { terraform: { backend: { local: {}, s3: {} } }, provider: {} }, "local, s3"],
    ["provider argument", { provider: { aws: [{ regin: "us-east-1" }] } }, 'unknown attribute or block "regin"'],
    ["second provider without an alias", { provider: { aws: [{}, {}] } }, "a second provider of this name"],
    ["requirement without a source", { terraform: { required_providers: { aws: { version: "6" } } } }, '"nothing"'],
  ])("refuses a wrong %s", (_, others, found) => {
    const problems = checkAgainstSchema("s", stackWith({}, others));

    expect(problems.map((problem) => problem.found)).toEqual([found]);
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
