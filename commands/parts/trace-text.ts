import type { CapturedTrace, TreeNode } from "../../__tests__/rig/trace/captured-trace.ts";
import { nodesOfTrace } from "../../__tests__/rig/trace/captured-trace.ts";
import { type Cell, table } from "./table.ts";

const headings = ["part of the trace", "begins after", "took", "with"];

/** A trace as a tree with times, which count from its first node. */
export function traceText(trace: CapturedTrace): readonly string[] {
  const all = nodesOfTrace(trace);
  if (all.length === 0) return ["no trace"];
  const origin = Math.min(...all.map(({ begin }) => begin));
  return [
    ...table(headings, rowsOf(trace.roots, origin, 0)),
    ...(trace.orphans.length === 0
      ? []
      : ["without their parent:", ...table(headings, rowsOf(trace.orphans, origin, 0))]),
  ];
}

function rowsOf(nodes: readonly TreeNode[], origin: number, depth: number): readonly (readonly Cell[])[] {
  return nodes.flatMap((node) => [
    [
      `${"  ".repeat(depth)}${titleOf(node)}`,
      milliseconds(node.begin - origin),
      milliseconds(node.end - node.begin),
      detailsOf(node),
    ],
    ...rowsOf(node.children, origin, depth + 1),
  ]);
}

/** A node's name; of a call to AWS with the operation and what it is about. */
export function titleOf({ name, aws }: TreeNode): string {
  return [name, aws.operation, aws.table_name, aws.topic_arn].filter((part) => part !== undefined).join(" ");
}

/** What marks a node: failures with their cause, then annotations. */
export function detailsOf({ fault, error, throttle, exceptions, annotations }: TreeNode): string {
  const marks = Object.entries({ fault, error, throttle }).flatMap(([mark, isSet]) => (isSet ? [mark] : []));
  const causes = exceptions.map(({ type, message }) => `${type}: ${message}`);
  const values = Object.entries(annotations).map(([key, value]) => `${key}=${value}`);
  return [...marks, ...causes, ...values].join(" ");
}

function milliseconds(value: number): string {
  return `${Math.round(value)} ms`;
}
