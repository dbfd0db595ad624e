import type { LambdaContract } from "../../../lambdas/shared/contract/index.ts";
import { type Html, html } from "../html.ts";
import { htmlTable, scrolling } from "../html-table.ts";
import { drawing, nameOf } from "./drawing.ts";
import type { NodeKind, Topology, TopologyEdge, TopologyNode } from "./topology.ts";

const legend: readonly (readonly [NodeKind, string])[] = [
  ["function", "function"],
  ["schedule", "schedule"],
  ["rest-api", "REST API, function URL"],
  ["topic", "topic"],
  ["table", "table"],
  ["queue", "queue"],
  ["secret", "secret"],
  ["address", "address"],
];

/** The picture, what its colours mean, and the same as a table. */
export function topologyContent(topology: Topology, contracts: readonly LambdaContract[]): Html {
  return html`<figure>
${scrolling("Picture of the topology", drawing(topology))}
<figcaption><ul class="legend">${legend
    .filter(([kind]) => topology.nodes.some((node) => node.kind === kind))
    .map(([kind, words]) => html`<li class="${kind}"><i></i>${words}</li>`)}</ul></figcaption>
</figure>
<h3>The same as a table</h3>
${connectionTable(topology, contracts)}`;
}

function connectionTable({ nodes, edges }: Topology, contracts: readonly LambdaContract[]): Html {
  const names = new Map(nodes.map((node) => [node.id, nameOf(node)]));
  const list = (found: readonly TopologyEdge[], other: "from" | "to") =>
    html`<ul class="plain">${found.map(
      (edge) => html`<li>${names.get(edge[other]) ?? edge[other]} <span class="muted">${edge.meaning}</span></li>`,
    )}</ul>`;
  const functions = nodes.filter(({ kind }) => kind === "function");
  return htmlTable({
    label: "Functions, what calls them and what they use",
    columns: [{ heading: "function" }, { heading: "purpose" }, { heading: "called by" }, { heading: "uses" }],
    rows: functions.map(({ id, label }: TopologyNode) => ({
      cells: [
        label,
        contracts.find(({ name }) => name === label)?.purpose ?? "",
        list(
          edges.filter(({ to }) => to === id),
          "from",
        ),
        list(
          edges.filter(({ from }) => from === id),
          "to",
        ),
      ],
    })),
  });
}
