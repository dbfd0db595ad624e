import { type CapturedTrace, nodesOfTrace, type TreeNode } from "../../__tests__/rig/trace/captured-trace.ts";
import { type Html, html } from "../../modules/report/html.ts";
import { htmlTable, type Row } from "../../modules/report/html-table.ts";
import { page } from "../../modules/report/page.ts";
import { titleOf } from "./trace-text.ts";

/** One run of a function, as the page's head tells it. */
export interface TracedRun {
  readonly function: string;
  /** The runtime client under which it ran. */
  readonly client: string;
  /** Duration of the invocation, start included. */
  readonly milliseconds: number;
  /** How it ended, in a word or two. */
  readonly end: string;
  readonly trace: CapturedTrace;
}

/** Width of the bars' scale; the browser stretches it. */
const scaleWidth = 1000;

/** Bars that are narrower could not be seen. */
const narrowestBar = 4;

const deepest = 12;

const style = `
.depth { display: inline-block; font-weight: 600; }
${Array.from({ length: deepest }, (_, depth) => `.depth-${depth} { padding-left: ${depth * 1.1}rem; }`).join("\n")}
.bar { display: block; width: 100%; min-width: 12rem; height: 0.9rem; margin-top: 0.25rem; fill: var(--accent); }
.bar.aws { fill: var(--good); }
.bar.failed { fill: var(--critical); }
.bar .ground { fill: var(--raised); }
.values { min-width: 15rem; }
.values code { display: block; }
`;

/** A page that shows where an invocation spent its time: one row for each part of its trace, with its bar on one scale. */
export function tracePage({ function: name, client, milliseconds, end, trace }: TracedRun): string {
  const all = nodesOfTrace(trace);
  const origin = Math.min(...all.map((node) => node.begin));
  const scale = { origin, length: Math.max(1, ...all.map((node) => node.end - origin)) };
  const failed = all.filter((node) => node.fault || node.error);
  return page({
    title: `Trace of ${name}`,
    lead: html`One invocation under ${client}, as X-Ray would have got it: ${end}.`,
    facts: [
      { label: "Invocation, start included", value: `${milliseconds} ms` },
      { label: "Traced", value: all.length === 0 ? "nothing" : `${Math.round(scale.length)} ms` },
      { label: "Parts", value: String(all.length) },
      { label: "Failed", value: String(failed.length) },
    ],
    style,
    sections: [
      {
        id: "waterfall",
        title: "Waterfall",
        lead: html`Trace <code>${trace.traceId}</code>. Parts stand below what began them; calls to AWS are green, failures red.`,
        content: waterfall("Parts of the trace", trace.roots, scale),
      },
      ...(trace.orphans.length === 0
        ? []
        : [
            {
              id: "orphans",
              title: "Without their parent",
              lead: html`What began these parts did not arrive.`,
              content: waterfall("Parts without their parent", trace.orphans, scale),
            },
          ]),
    ],
  });
}

/** What the bars stand on: epoch milliseconds of its begin, and its length. */
interface Scale {
  readonly origin: number;
  readonly length: number;
}

function waterfall(label: string, nodes: readonly TreeNode[], scale: Scale): Html {
  return htmlTable({
    label,
    columns: [
      { heading: "Part" },
      { heading: "Begins after", quantity: true },
      { heading: "Took", quantity: true },
      { heading: "Time" },
      { heading: "With" },
    ],
    rows: nodes.flatMap((node) => rowsOf(node, scale, 0)),
  });
}

function rowsOf(node: TreeNode, scale: Scale, depth: number): readonly Row[] {
  const row = {
    cells: [
      html`<span class="depth depth-${Math.min(depth, deepest - 1)}">${titleOf(node)}</span>`,
      `${(node.begin - scale.origin).toFixed(1)} ms`,
      `${(node.end - node.begin).toFixed(1)} ms`,
      bar(node, scale),
      values(node),
    ],
  };
  return [row, ...node.children.flatMap((child) => rowsOf(child, scale, depth + 1))];
}

function bar({ begin, end, fault, error, namespace }: TreeNode, { origin, length }: Scale): Html {
  const kind = fault || error ? "bar failed" : namespace === "aws" ? "bar aws" : "bar";
  const width = Math.max(narrowestBar, ((end - begin) / length) * scaleWidth);
  const left = Math.min(((begin - origin) / length) * scaleWidth, scaleWidth - width);
  return html`<svg class="${kind}" viewBox="0 0 ${scaleWidth} 10" preserveAspectRatio="none" aria-hidden="true"><rect class="ground" width="${scaleWidth}" height="10"/><rect x="${left.toFixed(1)}" width="${width.toFixed(1)}" height="10"/></svg>`;
}

function values({ fault, error, throttle, exceptions, annotations }: TreeNode): Html {
  const marks = Object.entries({ fault, error, throttle }).flatMap(([mark, isSet]) =>
    isSet ? [html`<span class="badge critical">${mark}</span> `] : [],
  );
  const causes = exceptions.map(({ type, message }) => html`<code>${type}: ${message}</code>`);
  const pairs = Object.entries(annotations).map(([key, value]) => html`<code>${key}=${String(value)}</code>`);
  return html`<div class="values">${marks}${causes}${pairs}</div>`;
}
