import fc from "fast-check";
import { expect, it } from "vitest";
import { chunks } from "../../../lambdas/shared/chunks.ts";

it("D6: every value is in exactly one chunk, in its order, and only the last chunk is not full", () => {
  const property = fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 12 }), (values, size) => {
    const result = chunks(values, size);

    expect(result.flat()).toEqual(values);
    expect(result.slice(0, -1).every((chunk) => chunk.length === size)).toBe(true);
    expect(result.every((chunk) => chunk.length > 0 && chunk.length <= size)).toBe(true);
  });

  fc.assert(property);
});
