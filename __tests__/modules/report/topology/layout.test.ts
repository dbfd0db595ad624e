import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layoutOf, type PlacedNode, type Point } from "../../../../modules/report/topology/layout.ts";
import type { NodeKind, Topology, TopologyEdge, TopologyNode } from "../../../../modules/report/topology/topology.ts";

const kinds: readonly NodeKind[] = ["function", "schedule", "topic", "table", "secret"];

/** Up to twelve functions, with up to forty things around them. */
const topologies: fc.Arbitrary<Topology> = fc
  .record({
    functions: fc.integer({ min: 1, max: 12 }),
    others: fc.array(fc.constantFrom(...kinds.slice(1)), { maxLength: 40 }),
    ends: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean()), { maxLength: 60 }),
  })
  .map(({ functions, others, ends }) => {
    const functionNodes = Array.from({ length: functions }, (_, index) => node("function", index));
    const otherNodes = others.map(node);
    const edges = ends.flatMap(([one, other, outward]): readonly TopologyEdge[] => {
      const from = functionNodes[one % functions];
      const to = otherNodes[other % Math.max(1, otherNodes.length)];
      if (from === undefined || to === undefined) return [];
      const [start, end] = outward ? [from, to] : [to, from];
      return [{ from: start.id, to: end.id, verb: "uses", meaning: "something" }];
    });
    return { nodes: [...functionNodes, ...otherNodes], edges };
  });

function node(kind: NodeKind, index: number): TopologyNode {
  return { id: `${kind}-${index}`, kind, label: `${kind} ${"x".repeat(index % 9)}`, detail: kind };
}

describe("the layout of a topology", () => {
  it("no two boxes touch, and all are inside of the picture", () => {
    fc.assert(
      fc.property(topologies, (topology) => {
        const { nodes, width, height } = layoutOf(topology);

        expect(nodes.length).toBe(topology.nodes.length);
        expect(nodes.flatMap((one, index) => nodes.slice(index + 1).filter((other) => touch(one, other)))).toEqual([]);
        expect(nodes.filter((box) => !isInside(box, width, height))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it("every arrow begins and ends at the border of its boxes, between neighbouring columns", () => {
    fc.assert(
      fc.property(topologies, (topology) => {
        const { nodes, edges } = layoutOf(topology);
        const byId = new Map(nodes.map((placed) => [placed.id, placed]));

        expect(edges.length).toBe(topology.edges.length);
        for (const { from, to, start, end } of edges) {
          expect(isOnSide(start, byId.get(from))).toBe(true);
          expect(isOnSide(end, byId.get(to))).toBe(true);
          expect(crossed(nodes, start, end)).toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("puts things in the order that makes arrows cross least, where there is one without crossings", () => {
    const nodes = [0, 1, 2].flatMap((index) => [node("function", index), node("table", index)]);
    const edges = [0, 1, 2].map(
      (index): TopologyEdge => ({ from: `function-${index}`, to: `table-${2 - index}`, verb: "uses", meaning: "" }),
    );

    const layout = layoutOf({ nodes, edges });

    expect(layout.edges.filter(({ start, end }) => Math.abs(start.y - end.y) > 1)).toEqual([]);
  });

  it("is the same for the same topology", () => {
    fc.assert(
      fc.property(topologies, (topology) => {
        expect(layoutOf(topology)).toEqual(layoutOf(topology));
      }),
      { numRuns: 20 },
    );
  });
});

function touch(one: PlacedNode, other: PlacedNode): boolean {
  const apart =
    one.x + one.width < other.x ||
    other.x + other.width < one.x ||
    one.y + one.height < other.y ||
    other.y + other.height < one.y;
  return !apart;
}

function isInside({ x, y, width, height }: PlacedNode, pictureWidth: number, pictureHeight: number): boolean {
  return x >= 0 && y >= 0 && x + width <= pictureWidth && y + height <= pictureHeight;
}

function isOnSide({ x, y }: Point, box: PlacedNode | undefined): boolean {
  return box !== undefined && (x === box.x || x === box.x + box.width) && y >= box.y && y <= box.y + box.height;
}

/** Boxes between the ends of an arrow. */
function crossed(nodes: readonly PlacedNode[], start: Point, end: Point): readonly string[] {
  const [left, right] = [Math.min(start.x, end.x), Math.max(start.x, end.x)];
  return nodes.filter(({ x, width }) => x < right && x + width > left).map(({ id }) => id);
}
