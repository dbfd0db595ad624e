import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NamedService, nameLimits, naming } from "../../../modules/naming/naming.ts";

const name = naming({ environment: "preprod", system: "sentiment" });
const prefix = "preprod-sentiment-";
const services = Object.keys(nameLimits) as NamedService[];

describe("a name", () => {
  it("says environment, system and part, in this order", () => {
    expect(name("SNS topic", "alarms")).toBe("preprod-sentiment-alarms");
  });

  it.each([
    ["X-Ray group", 32],
    ["X-Ray sampling rule", 32],
    ["Lambda function", 64],
    ["IAM role", 64],
    ["EventBridge rule", 64],
    ["S3 bucket", 63],
    ["SQS queue", 80],
  ] as const)("of a %s may have %d characters and not one more", (service, limit) => {
    const part = "x".repeat(limit - prefix.length);

    expect(name(service, part)).toHaveLength(limit);
    expect(() => name(service, `${part}x`)).toThrow(
      `${service} name "${prefix}${part}x": found ${limit + 1} characters, expected at most ${limit}. Shorten "${part}x" by 1.`,
    );
  });

  it("is given in full or refused, never cut", () => {
    fc.assert(
      fc.property(fc.constantFrom(...services), fc.stringMatching(/^[a-z-]{1,300}$/), (service, part) => {
        const wanted = `${prefix}${part}`;

        if (wanted.length <= nameLimits[service]) expect(name(service, part)).toBe(wanted);
        else expect(() => name(service, part)).toThrow(`at most ${nameLimits[service]}`);
      }),
    );
  });

  it("differs where environment, system or part differ", () => {
    const word = fc.stringMatching(/^[a-z]{1,5}$/);
    const scope = fc.record({ environment: word, system: word, part: word });
    const nameOf = ({ environment, system, part }: { environment: string; system: string; part: string }) =>
      naming({ environment, system })("SNS topic", part);
    fc.assert(
      fc.property(scope, scope, (a, b) => {
        expect(nameOf(a) === nameOf(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });
});
