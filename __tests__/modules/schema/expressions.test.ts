// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's expressions, not JavaScript's
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expressionsIn, isWholeExpression, referencesIn } from "../../../modules/schema/expressions.ts";

describe("expressions of a text", () => {
  it.each([
    ["plain", []],
    ["a ${one} b ${two}", ["one", "two"]],
    ["%{ if x }a%{ endif }", [" if x ", " endif "]],
    ["$${escaped} %%{escaped}", []],
    ['${f("a ${inner} b")}', ["inner", 'f("")']],
    ['${f("a \\" }")} after', ['f("")']],
    ["${{ a = 1 }}", ["{ a = 1 }"]],
    ["${open", ["open"]],
  ])("of %s are found", (text, expected) => {
    expect(expressionsIn(text)).toEqual(expected);
  });

  it("are found wherever they stand between literal text", () => {
    const literal = fc.stringMatching(/^[a-z "\\{}:,]*$/);
    fc.assert(
      fc.property(literal, fc.stringMatching(/^[a-z._]+$/), literal, (before, code, after) => {
        expect(expressionsIn(`${before}\${${code}}${after}`)).toEqual([code]);
      }),
    );
  });

  it("of any text at all are read to the end", () => {
    const hostile = fc
      .array(fc.constantFrom("${", "%{", "$${", "}", '"', "\\", "a.b", "[", "]", "{"))
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(hostile, (text) => {
        expect(() => [expressionsIn(text), referencesIn(text), isWholeExpression(text)]).not.toThrow();
      }),
    );
  });
});

describe("a whole expression", () => {
  it.each([
    ["${a}", true],
    ['${f("}")}', true],
    ["${a}${b}", false],
    ["x${a}", false],
    ["${a} ", false],
    ["$${a}", false],
    ["a", false],
  ])("is told from a part: %s", (text, whole) => {
    expect(isWholeExpression(text)).toBe(whole);
  });
});

describe("references of a text", () => {
  it("carry section, kind, name and steps", () => {
    expect(referencesIn("${data.aws_region.here.name} ${aws_x.my-queue_1.a[0].b.*.c.0}")).toEqual([
      { text: "data.aws_region.here.name", section: "data", kind: "aws_region", name: "here", steps: ["name"] },
      {
        text: "aws_x.my-queue_1.a[0].b.*.c.0",
        section: "resource",
        kind: "aws_x",
        name: "my-queue_1",
        steps: ["a", "[]", "b", "[]", "c", "[]"],
      },
    ]);
  });

  it("are found inside of an index", () => {
    expect(referencesIn("${aws_a.x.list[aws_b.y.count].name}").map(({ text }) => text)).toEqual([
      "aws_a.x.list[aws_b.y.count].name",
      "aws_b.y.count",
    ]);
  });

  it("are not seen in functions, paths and loop variables", () => {
    expect(referencesIn('${join(",", [for each in ["a_b.c"] : each.value])} ${path.module}')).toEqual([]);
  });
});
