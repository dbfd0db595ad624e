import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitsArnPattern, fitsPattern, partsOfArn } from "../../../rehearsal/iam/wildcards.ts";

/** The same in the plainest words: what a star stands for is tried in every length. */
function fitsPlainly(pattern: string, text: string): boolean {
  if (pattern === "") return text === "";
  const [first, rest] = [pattern[0], pattern.slice(1)];
  if (first === "*") return fitsPlainly(rest, text) || (text !== "" && fitsPlainly(pattern, text.slice(1)));
  return text !== "" && (first === "?" || first === text[0]) && fitsPlainly(rest, text.slice(1));
}

const letters = (alphabet: string) =>
  fc.array(fc.constantFrom(...alphabet), { maxLength: 8 }).map((each) => each.join(""));

describe("patterns", () => {
  it("fit what the plainest reading fits", () => {
    const seen = new Set<boolean>();

    fc.assert(
      fc.property(letters("ab*?"), letters("ab"), (pattern, text) => {
        const fits = fitsPattern(pattern, text);
        seen.add(fits);
        expect(fits).toBe(fitsPlainly(pattern, text));
      }),
      { numRuns: 300 },
    );

    expect(seen.size).toBe(2);
  });

  it("take no longer where many stars could stand for much", () => {
    const began = performance.now();

    const fits = fitsPattern(`${"*a".repeat(40)}b`, "a".repeat(5_000));

    expect(fits).toBe(false);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it.each([
    ["arn:aws:sqs:*:1:q", "arn:aws:sqs:eu-west-1:1:q", true],
    ["arn:aws:logs:us-east-1:1:log-group:a:*", "arn:aws:logs:us-east-1:1:log-group:a:log-stream:b", true],
    ["arn:aws:s3:::bucket/*", "arn:aws:s3:::bucket/a/b", true],
    ["arn:aws:sqs:*", "arn:aws:sqs:us-east-1:1:q", false],
    ["arn:aws:sqs:*:q", "arn:aws:sqs:us-east-1:1:q", false],
    ["arn:aws:sqs:*:*:q", "arn:aws:sqs:us-east-1:1:other:q", false],
    ["*", "arn:aws:sqs:us-east-1:1:q", false],
  ])("of ARNs stay inside of their part: %s and %s", (pattern, arn, expected) => {
    const fits = fitsArnPattern(pattern, arn);

    expect(fits).toBe(expected);
  });

  it("an ARN has five parts and a rest", () => {
    expect(partsOfArn("arn:aws:logs:r:1:log-group:a:b")).toEqual(["arn", "aws", "logs", "r", "1", "log-group:a:b"]);
    expect(partsOfArn("arn:aws:logs:r:1")).toBeUndefined();
  });
});
