import type { ReceivedDocument, XRayDocument } from "../x-ray-sink.ts";
import type { TraceNode } from "./trace-node.ts";

/** The nodes of a document: its own, and those that are embedded in it. */
export function nodesOfDocument({ document, at }: ReceivedDocument): readonly TraceNode[] {
  return nodesOf(document, document.trace_id ?? "", document.parent_id, at);
}

function nodesOf(
  document: XRayDocument,
  traceId: string,
  parentId: string | undefined,
  arrivedAt: number,
): readonly TraceNode[] {
  const embedded = document.subsegments ?? [];
  const node: TraceNode = {
    madeBy: "x-ray",
    traceId,
    id: document.id,
    parentId,
    name: document.name,
    namespace: document.namespace,
    begin: document.start_time * 1000,
    end: (document.end_time ?? Number.NaN) * 1000,
    annotations: document.annotations ?? {},
    metadata: document.metadata?.default ?? {},
    aws: document.aws ?? {},
    fault: document.fault ?? false,
    error: document.error ?? false,
    throttle: document.throttle ?? false,
    exceptions: (document.cause?.exceptions ?? []).map(({ type = "", message = "", stack = [] }) => ({
      type,
      message,
      frames: stack.length,
    })),
    arrivedAt,
  };
  return [node, ...embedded.flatMap((child) => nodesOf(child, traceId, document.id, arrivedAt))];
}
