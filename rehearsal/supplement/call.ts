import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

/** How a call's parameters and its errors are written (Smithy's names of AWS protocols). */
export type Protocol = "json" | "query" | "rest-json" | "rest-xml";

/** One signed request to an AWS service, read as far as routing and permission checks need it. */
export interface Call {
  /** Signing name, as the scope of the signature has it: `monitoring` for CloudWatch. Empty where nothing was signed. */
  readonly service: string;
  readonly region: string;
  /** Key that the call is signed with; undefined where nothing was signed. */
  readonly accessKeyId: string | undefined;
  readonly protocol: Protocol;
  /** Name of the operation; for REST services method and path, such as `GET /2015-03-31/functions/worker`. */
  readonly operation: string;
  readonly method: string;
  /** With its query, as it was sent. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const scope = /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\/aws4_request/;

/** Reads a request. */
export function readCall(
  { method = "GET", url = "/", headers }: Pick<IncomingMessage, "method" | "url" | "headers">,
  body: Buffer,
): Call {
  const [, accessKeyId, region = "", service = ""] = scope.exec(headers.authorization ?? "") ?? [];
  return {
    service,
    region,
    accessKeyId,
    method,
    url,
    headers,
    body,
    ...operationOf(service, method, url, headers, body),
  };
}

function operationOf(
  service: string,
  method: string,
  url: string,
  headers: IncomingHttpHeaders,
  body: Buffer,
): Pick<Call, "protocol" | "operation"> {
  const target = headers["x-amz-target"]?.toString();
  if (target !== undefined) return { protocol: "json", operation: target.split(".").at(-1) ?? target };
  const isForm = headers["content-type"]?.startsWith("application/x-www-form-urlencoded") === true;
  const action = isForm ? new URLSearchParams(body.toString("utf8")).get("Action") : null;
  if (action !== null) return { protocol: "query", operation: action };
  return { protocol: service === "s3" ? "rest-xml" : "rest-json", operation: `${method} ${pathOf(url)}` };
}

/** Path of a call, without its query. */
export function pathOf(url: string): string {
  return url.split("?")[0] ?? url;
}

/** A call of the same service in JSON, for another operation. */
export function anotherOperation(call: Call, operation: string): Call {
  const target = String(call.headers["x-amz-target"]).replace(/[^.]*$/, operation);
  return { ...call, operation, headers: { ...call.headers, "x-amz-target": target } };
}

/** Parameters of a call that is written in JSON. */
export function jsonOf(call: Pick<Call, "body">): Readonly<Record<string, unknown>> {
  return call.body.length === 0 ? {} : JSON.parse(call.body.toString("utf8"));
}

/** Parameters of a call in Query notation: fields of a form. */
export function formOf(call: Pick<Call, "body">): URLSearchParams {
  return new URLSearchParams(call.body.toString("utf8"));
}

/** A list in Query notation: `AlarmActions.member.1`, `AlarmActions.member.2` … in this order. */
export function membersOf(form: URLSearchParams, list: string): readonly string[] {
  const values: string[] = [];
  for (let index = 1; ; index += 1) {
    const value = form.get(`${list}.member.${index}`);
    if (value === null) return values;
    values.push(value);
  }
}

/** A list of structures in Query notation: `Tags.member.1.Key`, `Tags.member.1.Value` … */
export function structuresOf<const Field extends string>(
  form: URLSearchParams,
  list: string,
  fields: readonly Field[],
): readonly Readonly<Record<Field, string>>[] {
  const structures: Record<Field, string>[] = [];
  for (let index = 1; ; index += 1) {
    const entries = fields.map((field) => [field, form.get(`${list}.member.${index}.${field}`)] as const);
    if (entries.every(([, value]) => value === null)) return structures;
    structures.push(Object.fromEntries(entries.map(([field, value]) => [field, value ?? ""])) as Record<Field, string>);
  }
}
