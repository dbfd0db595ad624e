import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareNumbers, negated, normalizedNumber, sumOf } from "./decimal.ts";

describe("numbers", () => {
  it.each([
    ["1.50", "1.5"],
    ["-0", "0"],
    ["0.000", "0"],
    ["1E3", "1000"],
    ["12e-3", "0.012"],
    ["+7", "7"],
    [".5", "0.5"],
    ["-0.10", "-0.1"],
    [`${"9".repeat(38)}`, "9".repeat(38)],
  ])("%s is kept as %s", (given, kept) => {
    expect(normalizedNumber(given)).toBe(kept);
  });

  it.each(["", "one", "1e", "0x1", "1.2.3", "NaN", "Infinity", "1 2", "."])("'%s' is none", (text) => {
    expect(() => normalizedNumber(text)).toThrow("numeric value");
  });

  it.each([
    ["9".repeat(39), "38 significant digits"],
    ["1e126", "overflow"],
    ["1e-131", "underflow"],
  ])("%s is out of bounds", (text, message) => {
    expect(() => normalizedNumber(text)).toThrow(message);
    expect(normalizedNumber("1e125")).toBe(`1${"0".repeat(125)}`);
  });

  it("are added exactly, also where binary fractions are not", () => {
    expect(sumOf("0.1", "0.2")).toBe("0.3");
    expect(sumOf("99999999999999999999", "1")).toBe(`1${"0".repeat(20)}`);
    expect(sumOf("1.5", "-1.5")).toBe("0");
    expect(() => sumOf(`1${"0".repeat(20)}`, "0.00000000000000000001")).toThrow("38");
  });

  it("have the order and the sums of whole numbers, whatever their scale", () => {
    const any = fc.tuple(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.integer({ min: -15, max: 15 }));
    const text = (digits: bigint, scale: number) => normalizedNumber(`${digits}e${scale}`);

    fc.assert(
      fc.property(any, any, ([a, scaleA], [b, scaleB]) => {
        const [left, right] = [a * 10n ** BigInt(scaleA + 15), b * 10n ** BigInt(scaleB + 15)];
        const order = compareNumbers(text(a, scaleA), text(b, scaleB));
        expect(Math.sign(order)).toBe(left === right ? 0 : left < right ? -1 : 1);
      }),
      { numRuns: 200 },
    );
    fc.assert(
      fc.property(any, fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), ([a, scale], b) => {
        expect(sumOf(text(a, scale), text(b, scale))).toBe(text(a + b, scale));
        expect(sumOf(text(a, scale), negated(text(a, scale)))).toBe("0");
      }),
      { numRuns: 200 },
    );
  });
});
