import type { TraceHeader } from "./trace-header.ts";
import type { TraceNode } from "./trace-node.ts";

/** A node with what happened inside it. */
export interface TreeNode extends TraceNode {
  /** In the order of their begin. */
  readonly children: readonly TreeNode[];
}

/** Everything that was captured of one invocation's trace. */
export interface CapturedTrace {
  /** In X-Ray notation. */
  readonly traceId: string;
  /** Below the span that Lambda made of the invocation, in the order of their begin. */
  readonly roots: readonly TreeNode[];
  /** Nodes whose parent did not arrive, with what is below them. */
  readonly orphans: readonly TreeNode[];
}

/** Puts the nodes of one trace together; nodes of others are left out. */
export function captureTrace(nodes: readonly TraceNode[], { traceId, parentId }: TraceHeader): CapturedTrace {
  const own = nodes.filter((node) => node.traceId === traceId);
  const known = new Set([parentId, ...own.map(({ id }) => id)]);
  const treesOf = (chosen: readonly TraceNode[]): readonly TreeNode[] =>
    chosen
      .toSorted((one, other) => one.begin - other.begin || one.arrivedAt - other.arrivedAt)
      .map((node) => ({ ...node, children: treesOf(own.filter((each) => each.parentId === node.id)) }));
  return {
    traceId,
    roots: treesOf(own.filter((node) => node.parentId === parentId)),
    orphans: treesOf(own.filter((node) => node.parentId === undefined || !known.has(node.parentId))),
  };
}

/** All nodes of a trace, parents before their children. */
export function nodesOfTrace({ roots, orphans }: Pick<CapturedTrace, "roots" | "orphans">): readonly TreeNode[] {
  const withDescendants = (node: TreeNode): readonly TreeNode[] => [node, ...node.children.flatMap(withDescendants)];
  return [...roots, ...orphans].flatMap(withDescendants);
}
