import { type Answer, serviceError } from "../supplement/answer.ts";
import type { Protocol } from "../supplement/call.ts";
import type { DecisionRecord } from "./decision-record.ts";

/** How each protocol words a refusal: HTTP status and code of the error. */
const byProtocol: Readonly<Record<Protocol, readonly [status: number, code: string]>> = {
  json: [400, "AccessDeniedException"],
  "rest-json": [403, "AccessDeniedException"],
  query: [403, "AccessDenied"],
  "rest-xml": [403, "AccessDenied"],
};

/**
 * Services with codes of their own.
 * https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
const byService: Readonly<Record<string, readonly [status: number, code: string]>> = {
  sns: [403, "AuthorizationError"],
  "kms via sns": [400, "KMSAccessDenied"],
};

/** What a caller is told whose role lacks a permission. */
export function refusalAnswer(
  { service, protocol }: { readonly service: string; readonly protocol: Protocol },
  refusal: DecisionRecord,
): Answer {
  const isKey = refusal.action?.startsWith("kms:") === true;
  const [status, code] = byService[isKey ? `kms via ${service}` : service] ?? byProtocol[protocol];
  return serviceError({ protocol }, status, code, refusalText(refusal));
}

function refusalText({ role, action, resource, why }: DecisionRecord): string {
  const [, , , , account, name = ""] = role.split(":");
  const session = `arn:aws:sts::${account}:assumed-role/${name.split("/").at(-1)}/rehearsal`;
  const what = action === undefined ? "do this" : `perform: ${action} on resource: ${resource}`;
  return `User: ${session} is not authorized to ${what} (${why})`;
}
