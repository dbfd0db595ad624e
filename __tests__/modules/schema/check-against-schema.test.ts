// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's expressions, not JavaScript's
import { describe, expect, it } from "vitest";
import { problemLine } from "../../../modules/problem.ts";
import { checkAgainstSchema } from "../../../modules/schema/check-against-schema.ts";
import { awsSchema } from "../../../modules/schema/provider-schema.ts";
import { place, problemsOfFunction, stackWith } from "./stack-with.ts";

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
    expect(problemsOfFunction(attributes)).toEqual([line]);
  });

  it("refuses a block that is missing", () => {
    const stack = stackWith({ aws_budgets_budget: {}, aws_backup_plan: { nightly: { name: "nightly" } } });

    expect(checkAgainstSchema("s", stack).map(problemLine)).toEqual([
      "stack s, aws_backup_plan.nightly, rule: found no block, expected at least 1. Add it.",
    ]);
  });

  it("takes what Terraform converts itself", () => {
    expect(problemsOfFunction({ memory_size: "1${aws_sqs_queue.jobs.delay_seconds}" })).toEqual([]);
    expect(
      problemsOfFunction({ timeout: "30", publish: "true", description: 7, tags: { Level: 1 }, layers: [] }),
    ).toEqual([]);
  });

  it("takes an expression for a value of any type, and none that is a part of a text only", () => {
    const whole = { layers: "${aws_sqs_queue.jobs.arn == null ? [] : []}" };
    const part = { layers: "prefix-${aws_sqs_queue.jobs.arn}" };

    expect(problemsOfFunction(whole)).toEqual([]);
    expect(problemsOfFunction(part)).toHaveLength(1);
  });

  it("takes the two attributes that are newer than the bindings, and no others", () => {
    expect(problemsOfFunction({ code_sha256: "x" })).toEqual([]);
    expect(problemsOfFunction({ invoked_via_function_url: true })).toHaveLength(1);
  });

  it("wants every key of an object, as Terraform does in JSON", () => {
    const rows = ["list", ["object", { width: "number", label: "string" }]] as const;
    const shelf = { required: {}, optional: { rows }, computed: {}, blocks: {} };
    const schema = { ...awsSchema(), resource: { aws_shelf: shelf } };
    const shelfOf = (row: unknown) =>
      checkAgainstSchema("s", { resource: { aws_shelf: { top: { rows: [row] } } } }, schema).map(problemLine);

    expect(shelfOf({ width: 1, label: null })).toEqual([]);
    expect(shelfOf({ width: "wide" })).toEqual([
      'stack s, aws_shelf.top, rows[0].width: found "wide", expected number. Give it a value of type number.',
      "stack s, aws_shelf.top, rows[0].label: found nothing, expected a value of type string, or null. Terraform wants every key of this object: add it.",
    ]);
    expect(shelfOf("wide")).toEqual([
      'stack s, aws_shelf.top, rows[0]: found "wide", expected object with width, label. Give it a value of type object with width, label.',
    ]);
  });

  it("reads the content of dynamic blocks", () => {
    const dynamic = (content: unknown) => ({ dynamic: { tracing_config: [{ for_each: ["Active"], content }] } });

    expect(problemsOfFunction(dynamic({ mode: "Active" }))).toEqual([]);
    expect(problemsOfFunction(dynamic({ mood: "Active" }))).toEqual([
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

    expect(problemsOfFunction(attributes)).toEqual([]);
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
