import { gunzipSync } from "node:zlib";
import { type Call, formOf, jsonOf, type Protocol } from "../supplement/call.ts";

/** A call of an AWS service as far as it matters to permissions, however it was written. */
export interface SignedCall {
  /** Signing name: `monitoring` for CloudWatch. */
  readonly service: string;
  readonly region: string;
  readonly protocol: Protocol;
  /** Name of the operation; for REST services method and path. */
  readonly operation: string;
  /** With its query, as it was sent. */
  readonly url: string;
  /** Names of headers, in lower case. */
  readonly headerNames: readonly string[];
  /** Members of the input: JSON as it is, a form by the names of its fields. For REST services empty. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/**
 * Reads a request that arrived.
 *
 * @throws SyntaxError where its body is not what its protocol says.
 */
export function signedCallOf(call: Call): SignedCall {
  const { service, region, protocol, operation, url, headers } = call;
  return {
    service,
    region,
    protocol,
    operation,
    url,
    headerNames: Object.keys(headers),
    parameters: parametersOf(protocol, { body: plainBody(call) }),
  };
}

/** SDKs compress large calls of some operations. */
function plainBody({ headers, body }: Call): Buffer {
  return headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
}

function parametersOf(protocol: Protocol, call: Pick<Call, "body">): SignedCall["parameters"] {
  switch (protocol) {
    case "json":
      return jsonOf(call);
    case "query":
      return Object.fromEntries(formOf(call));
    case "rest-json":
    case "rest-xml":
      return {};
  }
}
