import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boardsOf } from "../../../modules/dashboard/boards.ts";
import { graph, metricLine } from "../../../modules/dashboard/graph.ts";
import { metricsOfWidget, type Widget } from "../../../modules/dashboard/widget.ts";
import { metric } from "../alarms/alarm.ts";

const graphOf = (lines: number, width: number): Widget =>
  graph({
    title: "t",
    lines: Array.from({ length: lines }, (_, index) => metricLine(metric, `${index}`)),
    alarms: [],
    width,
  });

const section = (title: string, widgets: readonly Widget[]) => ({ title, widgets });

const headings = (board: readonly (readonly Widget[])[]) =>
  board.flat().flatMap((widget) => (widget.kind === "text" ? [widget.markdown] : []));

describe("sections", () => {
  it("stand on one dashboard, each under its heading", () => {
    const boards = boardsOf([section("a", [graphOf(1, 12), graphOf(1, 24)]), section("b", [graphOf(1, 24)])], 2);

    expect(boards.map(headings)).toEqual([["## a", "## b"]]);
  });

  it("without widgets have no heading", () => {
    expect(boardsOf([section("empty", [])], 2)).toEqual([]);
  });

  it("go on at the next dashboard, with their heading, where a graph more is one too many", () => {
    const boards = boardsOf(
      [
        section(
          "a",
          Array.from({ length: 498 }, () => graphOf(1, 24)),
        ),
      ],
      2,
    );

    expect(boards.map((board) => board.flat().length)).toEqual([498, 2]);
    expect(boards.map(headings)).toEqual([["## a"], ["## a"]]);
  });

  it("go on at the next dashboard where its metrics are used up", () => {
    const boards = boardsOf(
      [
        section(
          "a",
          Array.from({ length: 6 }, () => graphOf(500, 24)),
        ),
      ],
      2,
    );

    expect(boards.map((board) => board.flat().flatMap(metricsOfWidget).length)).toEqual([2_500, 500]);
  });

  it("lose no widget, and every dashboard stays within the limits", () => {
    const graphSize = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom(4, 6, 8, 12, 24));
    fc.assert(
      fc.property(fc.array(fc.array(graphSize, { maxLength: 150 }), { maxLength: 8 }), (sizes) => {
        const sections = sizes.map((each, index) =>
          section(
            `${index}`,
            each.map(([lines, width]) => graphOf(lines, width)),
          ),
        );

        const boards = boardsOf(sections, 2);

        const graphsOnly = boards.flatMap((board) => board.flat().filter(({ kind }) => kind === "graph"));
        expect(graphsOnly).toEqual(sections.flatMap(({ widgets }) => widgets));
        for (const board of boards) {
          expect(board.flat().length).toBeLessThanOrEqual(498);
          expect(board.flat().flatMap(metricsOfWidget).length).toBeLessThanOrEqual(2_500);
        }
      }),
      { numRuns: 20 },
    );
  });
});
