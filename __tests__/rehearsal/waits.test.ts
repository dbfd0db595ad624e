import { expect, it } from "vitest";
import { waitsOf } from "../../rehearsal/waits.ts";

it("kinds whose creation takes long stand with their longest, the longest kind first", () => {
  const waits = waitsOf([
    { address: "aws_sqs_queue.one", action: "create", seconds: 25 },
    { address: "aws_sqs_queue.two", action: "create", seconds: 26 },
    { address: "aws_s3_bucket_lifecycle_configuration.rules", action: "create", seconds: 55 },
  ]);

  expect(waits).toEqual([
    { kind: "aws_s3_bucket_lifecycle_configuration", resources: 1, longestSeconds: 55 },
    { kind: "aws_sqs_queue", resources: 2, longestSeconds: 26 },
  ]);
});

it("what is quick, changed or destroyed is no wait", () => {
  const waits = waitsOf([
    { address: "aws_iam_role.one", action: "create", seconds: 4 },
    { address: "aws_sqs_queue.one", action: "delete", seconds: 30 },
    { address: "aws_sqs_queue.two", action: "update", seconds: 30 },
  ]);

  expect(waits).toEqual([]);
});
