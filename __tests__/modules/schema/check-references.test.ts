// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's expressions, not JavaScript's
import { describe, expect, it } from "vitest";
import { checkAgainstSchema } from "../../../modules/schema/check-against-schema.ts";
import { place, problemsOfFunction, stackWith } from "./stack-with.ts";

describe("references", () => {
  const description = (text: string) => problemsOfFunction({ description: text });

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

  it("finds one in the key of a map", () => {
    const [line] = problemsOfFunction({ tags: { "${aws_sqs_queue.jobs.arm}": "x" } });

    expect(line).toContain(`${place}, tags.\${aws_sqs_queue.jobs.arm}: found "aws_sqs_queue.jobs.arm"`);
  });

  it.each(["${TfToken[TOKEN.3]}", "#{TfToken[TOKEN.4]}", "prefix-Token[TOKEN.5]"])(
    "refuses the unresolved token %s",
    (token) => {
      expect(description(token)).toEqual([
        `${place}, description: found a token of CDKTF, "${token}", expected the value or the Terraform expression that it stands for. Pass the token on as it is: it was cut, joined or counted with.`,
      ]);
    },
  );

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
