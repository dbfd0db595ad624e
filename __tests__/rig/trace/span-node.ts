import type { LambdaContract } from "../../../lambdas/shared/contract/index.ts";
import { indexedKeys } from "../../../modules/tracing/collector-configuration.ts";
import type { TakenSpan } from "../../helpers/otlp-sink.ts";
import type { TraceNode } from "./trace-node.ts";

const errorStatus = 2;
const clientKind = 3;
const producerKind = 4;

/** Attributes that the exporter turns into fields of their own. */
const consumed =
  /^(rpc\.(service|system|method)|aws\.(region|request_id|operation)|http\.response\.status_code|peer\.service)$/;

/**
 * The node that the collector's X-Ray exporter makes of a span: the contract's annotation keys become annotations, other
 * attributes metadata, and an HTTP status of 400 to 499 decides alone that it is an error and no fault (exporter 0.159).
 */
export function nodeOfSpan(span: TakenSpan, contract: LambdaContract): TraceNode {
  const { attributes, status } = span;
  const indexed = new Set(indexedKeys(contract));
  const httpStatus = Number(attributes["http.response.status_code"] ?? 0);
  const isRefused = httpStatus >= 400 && httpStatus < 500;
  const part = (keep: (key: string) => boolean) =>
    Object.fromEntries(Object.entries(attributes).filter(([key]) => keep(key)));
  return {
    madeBy: "open-telemetry",
    traceId: `1-${span.traceId.slice(0, 8)}-${span.traceId.slice(8)}`,
    id: span.spanId,
    parentId: span.parentSpanId === "" ? undefined : span.parentSpanId,
    name: String(attributes["peer.service"] ?? attributes["rpc.service"] ?? span.name),
    namespace: namespaceOf(span),
    begin: span.begin,
    end: span.end,
    annotations: part((key) => indexed.has(key)),
    metadata: part((key) => !indexed.has(key) && !consumed.test(key)),
    aws: attributes["rpc.system"] === "aws-api" ? awsFields(attributes) : {},
    fault: status.code === errorStatus && !isRefused,
    error: isRefused,
    throttle: httpStatus === 429,
    exceptions: span.events
      .filter(({ name }) => name === "exception")
      .map((event) => ({
        type: String(event.attributes["exception.type"] ?? ""),
        message: String(event.attributes["exception.message"] ?? ""),
        frames: framesOf(String(event.attributes["exception.stacktrace"] ?? "")),
      })),
    arrivedAt: span.at,
  };
}

function namespaceOf({ attributes, kind }: TakenSpan): string | undefined {
  if (attributes["rpc.system"] === "aws-api") return "aws";
  return kind === clientKind || kind === producerKind ? "remote" : undefined;
}

function awsFields(attributes: TakenSpan["attributes"]): Readonly<Record<string, unknown>> {
  const fields = {
    operation: attributes["rpc.method"],
    region: attributes["aws.region"],
    request_id: attributes["aws.request_id"],
    table_name: [attributes["aws.dynamodb.table_names"]].flat()[0],
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function framesOf(stack: string): number {
  return stack.split("\n").filter((line) => /^\s+at /.test(line)).length;
}
