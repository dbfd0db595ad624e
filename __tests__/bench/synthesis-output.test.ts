import { expect, it } from "vitest";
import { countDifferences, type SynthesisOutput } from "../../bench/synthesis-output.ts";

const twoTopics: SynthesisOutput = { "sentiment-dev": { resource: { aws_sns_topic: { a: {}, b: {} } } } };

it("outputs with as many resources of every kind are comparable, whatever the names", () => {
  const renamed: SynthesisOutput = { "sentiment-dev": { resource: { aws_sns_topic: { c: {}, d: {} } } } };

  expect(countDifferences(twoTopics, renamed)).toEqual([]);
});

it.each([
  [
    "a resource less",
    { "sentiment-dev": { resource: { aws_sns_topic: { a: {} } } } },
    ["aws_sns_topic: 1 instead of 2"],
  ],
  [
    "another kind",
    { "sentiment-dev": { resource: { aws_sns_topic: { a: {}, b: {} }, aws_sqs_queue: { c: {} } } } },
    ["aws_sqs_queue: 1 instead of 0"],
  ],
  ["no such stack", {}, ["aws_sns_topic: 0 instead of 2"]],
])("%s is a difference", (_, other: SynthesisOutput, expected) => {
  const differences = countDifferences(twoTopics, other);

  expect(differences).toEqual(expected.map((line) => `sentiment-dev: ${line}`));
});
