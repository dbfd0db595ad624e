import { describe, expect, it } from "vitest";
import { importCommand } from "../../../commands/parts/deployment/import-command.ts";
import { existingConfiguration, unrecordedText } from "../../../commands/parts/deployment/unrecorded-resources.ts";

const json = {
  provider: {
    aws: [
      { region: "us-east-1", default_tags: [{ tags: { Stack: "sentiment-dev", Environment: "dev" } }] },
      {
        region: "eu-west-1",
        alias: "eu-west-1",
        default_tags: [{ tags: { Stack: "sentiment-dev", Environment: "dev" } }],
      },
    ],
  },
  resource: {
    aws_iam_role: { reader: { name: "dev-reader" }, writer: { name: "dev-writer" } },
    aws_lambda_function: { reader: { function_name: "dev-reader" } },
    aws_cloudwatch_log_group: { reader: { name: "/aws/lambda/dev-reader" } },
    aws_sns_topic: { alarms: { name: "dev-alarms" } },
    aws_secretsmanager_secret: { token: { name: "dev/token" } },
    aws_s3_bucket: { one: { bucket: "dev-bucket" }, other: { bucket: "dev-bucket" } },
  },
};

describe("what can be taken over by its name", () => {
  const arnOf = (rest: string) => `arn:aws:${rest}`;

  it.each([
    ["iam::1:role/dev-reader", "aws_iam_role.reader dev-reader"],
    ["lambda:us-east-1:1:function:dev-reader", "aws_lambda_function.reader dev-reader"],
    ["logs:us-east-1:1:log-group:/aws/lambda/dev-reader", "aws_cloudwatch_log_group.reader /aws/lambda/dev-reader"],
    ["sns:us-east-1:1:dev-alarms", "aws_sns_topic.alarms arn:aws:sns:us-east-1:1:dev-alarms"],
    [
      "secretsmanager:us-east-1:1:secret:dev/token-AbCdEf",
      "aws_secretsmanager_secret.token arn:aws:secretsmanager:us-east-1:1:secret:dev/token-AbCdEf",
    ],
  ])("%s", (rest, imported) => {
    expect(importCommand(arnOf(rest), json)).toBe(`terraform import ${imported}`);
  });

  it("is not guessed where no resource, or more than one, has the name", () => {
    const commands = ["kms:us-east-1:1:key/1", "iam::1:role/other", "s3:::dev-bucket"].map((rest) =>
      importCommand(arnOf(rest), json),
    );

    expect(commands).toEqual([undefined, undefined, undefined]);
  });
});

it("every region is asked for the stack's tags, and IAM for the stack's names", () => {
  const { data, output } = existingConfiguration({ json });

  const tag_filter = [
    { key: "Stack", values: ["sentiment-dev"] },
    { key: "Environment", values: ["dev"] },
  ];
  expect(data).toEqual({
    aws_resourcegroupstaggingapi_resources: {
      tagged0: { tag_filter },
      tagged1: { provider: "aws.eu-west-1", tag_filter },
    },
    aws_iam_roles: { named: { name_regex: "^(dev-reader|dev-writer)$" } },
  });
  expect(output.arns.value).toHaveLength(3);
});

describe("what is said of it", () => {
  const stack = { name: "sentiment-dev", environment: "dev", directory: "cdktf.out/stacks/sentiment-dev", json };

  it("names each, with the command that takes it over", () => {
    const text = unrecordedText({ arns: ["arn:aws:iam::1:role/dev-reader", "arn:aws:kms:us-east-1:1:key/1"] }, stack);

    expect(text.split("\n").slice(1, -1)).toEqual([
      "  arn:aws:iam::1:role/dev-reader",
      "    terraform import aws_iam_role.reader dev-reader",
      "  arn:aws:kms:us-east-1:1:key/1",
    ]);
    expect(text).toContain("Not seen by this: what has no tags");
  });

  it("does not pass silence for absence", () => {
    const text = unrecordedText({ unknownBecause: "AccessDenied" }, stack);

    expect(text).toContain("could not be listed: AccessDenied");
  });
});
