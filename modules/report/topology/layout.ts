import type { NodeKind, Topology, TopologyEdge, TopologyNode } from "./topology.ts";

/** A node with its place; lengths are in pixels. */
export interface PlacedNode extends TopologyNode {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** An edge with the points where it leaves and arrives. */
export interface PlacedEdge extends TopologyEdge {
  readonly start: Point;
  readonly end: Point;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

const nodeHeight = 46;
const verticalGap = 14;
const horizontalGap = 210;
const margin = 12;
const characterWidth = 7.9;
const labelPadding = 34;
/** Rounds of ordering; the order settles within a few. */
const rounds = 12;

/** Left of the functions stands what calls them and what they publish to, right of them what they use. */
const leftKinds: readonly NodeKind[] = ["schedule", "rest-api", "function-url", "topic"];

type Column = readonly TopologyNode[];

/**
 * Places nodes in three columns, functions in the middle, so that every edge runs between neighbours and none crosses a
 * node. Within a column nodes stand at the average place of what they are connected with, which keeps crossings few.
 */
export function layoutOf({ nodes, edges }: Topology): Layout {
  const columns = orderedColumns(nodes, edges);
  const tallest = Math.max(...columns.map(({ length }) => length), 0);
  const height = tallest * (nodeHeight + verticalGap) - verticalGap + 2 * margin;
  const widths = columns.map((column) =>
    Math.max(0, ...column.map(({ label, detail }) => Math.max(label.length, detail.length * 0.85))),
  );
  let x = margin;
  const placed = columns.flatMap((column, index) => {
    const width = Math.ceil((widths[index] ?? 0) * characterWidth) + labelPadding;
    const left = x;
    x += width + horizontalGap;
    const pitch = column.length === 0 ? 0 : (height - 2 * margin + verticalGap) / column.length;
    return column.map((node, row): PlacedNode => {
      const y = margin + pitch * row + (pitch - verticalGap - nodeHeight) / 2;
      return { ...node, x: left, y: Math.round(y), width, height: nodeHeight };
    });
  });
  return { width: x - horizontalGap + margin, height, nodes: placed, edges: placedEdges(placed, edges) };
}

function orderedColumns(nodes: readonly TopologyNode[], edges: readonly TopologyEdge[]): readonly Column[] {
  let left: Column = nodes.filter(({ kind }) => leftKinds.includes(kind));
  let functions: Column = nodes.filter(({ kind }) => kind === "function");
  let right: Column = nodes.filter(({ kind }) => kind !== "function" && !leftKinds.includes(kind));
  let best = { crossings: Number.POSITIVE_INFINITY, columns: [left, functions, right] };
  for (let round = 0; round < rounds; round += 1) {
    left = byNeighbours(left, functions, edges);
    right = byNeighbours(right, functions, edges);
    const crossings = crossingsOf(left, functions, edges) + crossingsOf(right, functions, edges);
    if (crossings < best.crossings) best = { crossings, columns: [left, functions, right] };
    functions = byNeighbours(functions, round % 2 === 0 ? left : right, edges);
  }
  return best.columns;
}

/** A column in the order of the average places of its neighbours in another; nodes without neighbours keep theirs. */
function byNeighbours(column: Column, others: Column, edges: readonly TopologyEdge[]): Column {
  const places = new Map(others.map(({ id }, index) => [id, index / Math.max(1, others.length - 1)]));
  const placeOf = ({ id }: TopologyNode, index: number): number => {
    const near = neighboursOf(id, edges).flatMap((other) => places.get(other) ?? []);
    return near.length === 0
      ? index / Math.max(1, column.length - 1)
      : near.reduce((sum, place) => sum + place, 0) / near.length;
  };
  return column
    .map((node, index) => ({ node, index, place: placeOf(node, index) }))
    .sort((a, b) => a.place - b.place || a.index - b.index)
    .map(({ node }) => node);
}

function neighboursOf(id: string, edges: readonly TopologyEdge[]): readonly string[] {
  return edges.flatMap(({ from, to }) => (from === id ? [to] : to === id ? [from] : []));
}

/** Pairs of edges between two columns that cross each other. */
function crossingsOf(column: Column, others: Column, edges: readonly TopologyEdge[]): number {
  const rows = new Map([...column, ...others].map(({ id }) => [id, 0]));
  for (const each of [column, others]) for (const [row, { id }] of each.entries()) rows.set(id, row);
  const inColumn = new Set(column.map(({ id }) => id));
  const inOthers = new Set(others.map(({ id }) => id));
  const spans = edges.flatMap(({ from, to }) => {
    const [near, far] = inColumn.has(from) ? [from, to] : [to, from];
    return inColumn.has(near) && inOthers.has(far) ? [[rows.get(near) ?? 0, rows.get(far) ?? 0] as const] : [];
  });
  return spans.reduce(
    (count, [near, far], index) =>
      count +
      spans.slice(index + 1).filter(([otherNear, otherFar]) => (near - otherNear) * (far - otherFar) < 0).length,
    0,
  );
}

/** Edges leave and reach a side at places of their own, in the order of where they come from. */
function placedEdges(nodes: readonly PlacedNode[], edges: readonly TopologyEdge[]): readonly PlacedEdge[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return edges.flatMap((edge): readonly PlacedEdge[] => {
    const from = byId.get(edge.from);
    const to = byId.get(edge.to);
    if (from === undefined || to === undefined) return [];
    return [{ ...edge, start: port(from, to, edge, edges, byId), end: port(to, from, edge, edges, byId) }];
  });
}

function port(
  node: PlacedNode,
  other: PlacedNode,
  edge: TopologyEdge,
  edges: readonly TopologyEdge[],
  byId: ReadonlyMap<string, PlacedNode>,
): Point {
  const onRight = other.x > node.x;
  const otherEnd = ({ from, to }: TopologyEdge) => byId.get(from === node.id ? to : from);
  const sameSide = edges
    .filter(({ from, to }) => from === node.id || to === node.id)
    .filter((each) => (otherEnd(each)?.x ?? 0) > node.x === onRight)
    .sort((a, b) => (otherEnd(a)?.y ?? 0) - (otherEnd(b)?.y ?? 0));
  const share = (sameSide.indexOf(edge) + 1) / (sameSide.length + 1);
  return { x: onRight ? node.x + node.width : node.x, y: Math.round(node.y + 4 + share * (node.height - 8)) };
}
