import { type Html, html } from "../html.ts";
import { type Layout, layoutOf, type PlacedEdge, type PlacedNode } from "./layout.ts";
import type { Topology, TopologyNode, Verb } from "./topology.ts";

const verbs: readonly Verb[] = ["invokes", "publishes", "uses", "knows"];

/** The picture of a topology. Arrows and nodes say what they are when they are pointed at. */
export function drawing(topology: Topology): Html {
  const layout = layoutOf(topology);
  const labels = new Map(topology.nodes.map((node) => [node.id, nameOf(node)]));
  return html`<svg class="topology" width="${layout.width}" height="${layout.height}" viewBox="0 0 ${layout.width} ${layout.height}" role="img" aria-labelledby="topology-name">
<title id="topology-name">${summary(layout)}</title>
<defs>${verbs.map(marker)}</defs>
<g>${layout.edges.map((edge) => edgeMarkup(edge, labels))}</g>
<g>${layout.nodes.map(nodeMarkup)}</g>
</svg>`;
}

/**
 * Rules by which the arrows of a node stand out while it is pointed at. Rules instead of a script, one per node, because
 * a selector cannot compare two elements.
 */
export function drawingStyle({ nodes }: Topology): string {
  return nodes
    .map(({ id }) => `.topology:has(#node-${id}:is(:hover, :focus)) .edge:not(.${id}) { opacity: 0.1; }\n`)
    .join("");
}

/** `table items`, `function metrics`. */
export function nameOf({ kind, label }: TopologyNode): string {
  return kind === "rest-api" ? label : `${kindNames[kind] ?? kind} ${label}`;
}

const kindNames: Readonly<Record<string, string>> = { "function-url": "URL of" };

function summary({ nodes, edges }: Layout): string {
  const functions = nodes.filter(({ kind }) => kind === "function").length;
  return `${functions} functions, ${nodes.length - functions} things around them, ${edges.length} connections; the table below says the same.`;
}

function marker(verb: Verb): Html {
  return html`<marker id="arrow-${verb}" class="${verb}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0.5 L8 4 L0 7.5 Z"/></marker>`;
}

function edgeMarkup({ from, to, verb, meaning, start, end }: PlacedEdge, labels: ReadonlyMap<string, string>): Html {
  const bend = (end.x - start.x) * 0.45;
  const path = `M${start.x} ${start.y} C${start.x + bend} ${start.y} ${end.x - bend} ${end.y} ${end.x} ${end.y}`;
  return html`<g class="edge ${verb} ${from} ${to}"><title>${labels.get(from) ?? from} → ${labels.get(to) ?? to}: ${meaning}</title><path class="line" d="${path}" marker-end="url(#arrow-${verb})"/><path class="near" d="${path}"/></g>
`;
}

function nodeMarkup(node: PlacedNode): Html {
  const { id, kind, label, detail, x, y, width, height } = node;
  return html`<g class="node ${kind}" id="node-${id}" tabindex="0"><title>${nameOf(node)}: ${detail}</title><rect class="box" x="${x}" y="${y}" width="${width}" height="${height}" rx="8"/><rect class="mark" x="${x}" y="${y + 8}" width="4" height="${height - 16}" rx="2"/><text class="label" x="${x + 16}" y="${y + 20}">${label}</text><text class="detail" x="${x + 16}" y="${y + 36}">${detail}</text></g>
`;
}
