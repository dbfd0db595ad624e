import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { place, rowsOf } from "../../../modules/dashboard/grid.ts";
import type { Widget } from "../../../modules/dashboard/widget.ts";

const widget = fc.record({
  kind: fc.constant("text" as const),
  markdown: fc.constant(""),
  width: fc.integer({ min: 1, max: 24 }),
  height: fc.integer({ min: 1, max: 12 }),
});

describe("the grid", () => {
  it("never lets widgets overlap or stand out, and keeps their order", () => {
    fc.assert(
      fc.property(fc.array(widget, { maxLength: 30 }), (widgets: readonly Widget[]) => {
        const placed = place(rowsOf(widgets));

        const cells = placed.flatMap(({ widget: { width, height }, x, y }) =>
          Array.from({ length: width * height }, (_, cell) => `${x + (cell % width)} ${y + Math.floor(cell / width)}`),
        );
        expect(new Set(cells).size).toBe(cells.length);
        expect(placed.every((each) => each.x + each.widget.width <= 24)).toBe(true);
        expect(placed.map((each) => each.widget)).toEqual(widgets);
      }),
      { numRuns: 50 },
    );
  });

  it("puts widgets side by side as long as they fit", () => {
    const wide = (width: number): Widget => ({ kind: "text", markdown: "", width, height: 2 });

    const placed = place(rowsOf([wide(12), wide(12), wide(8), wide(20)]));

    expect(placed.map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [12, 0],
      [0, 2],
      [0, 4],
    ]);
  });
});
