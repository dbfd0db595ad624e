import type { Call, Protocol } from "./call.ts";

/** What a caller gets. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** An answer in JSON; default status: 200. */
export function json(value: unknown, status = 200, headers: Answer["headers"] = {}): Answer {
  return {
    status,
    headers: { "content-type": "application/json", ...headers },
    body: Buffer.from(JSON.stringify(value)),
  };
}

/** The answer to an operation in Query notation, around the content of its result in XML. */
export function queryResult(operation: string, content = ""): Answer {
  const result = content === "" ? "" : `<${operation}Result>${content}</${operation}Result>`;
  return xml(`<${operation}Response>${result}<ResponseMetadata/></${operation}Response>`);
}

function xml(text: string, status = 200): Answer {
  return { status, headers: { "content-type": "text/xml" }, body: Buffer.from(text) };
}

/** An element with a text, or nothing where there is no text. */
export function element(name: string, text: string | null | undefined): string {
  return text === null || text === undefined ? "" : `<${name}>${escapeXml(text)}</${name}>`;
}

/** A list in the notation of Query answers. */
export function memberList(name: string, members: readonly string[]): string {
  return `<${name}>${members.map((member) => `<member>${member}</member>`).join("")}</${name}>`;
}

/** Text as it may stand in XML. */
export function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** An error in the notation of the call's service, so that clients read its code. */
export function serviceError(call: Pick<Call, "protocol">, status: number, code: string, message: string): Answer {
  return errorBy[call.protocol](status, code, message);
}

const errorBy: Readonly<Record<Protocol, (status: number, code: string, message: string) => Answer>> = {
  json: (status, code, message) => json({ __type: code, message }, status),
  "rest-json": (status, code, message) => json({ message }, status, { "x-amzn-errortype": code }),
  query: (status, code, message) =>
    xml(`<ErrorResponse><Error>${element("Code", code)}${element("Message", message)}</Error></ErrorResponse>`, status),
  "rest-xml": (status, code, message) =>
    xml(`<Error>${element("Code", code)}${element("Message", message)}</Error>`, status),
};

/** A JSON answer with some of its content replaced; other answers and errors stay as they are. */
export function amended(
  answer: Answer,
  change: (content: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
): Answer {
  if (answer.status >= 300 || answer.body.length === 0) return answer;
  return { ...answer, body: Buffer.from(JSON.stringify(change(JSON.parse(answer.body.toString("utf8"))))) };
}

/** An answer whose text is changed; errors stay as they are. */
export function rewritten(answer: Answer, change: (text: string) => string): Answer {
  if (answer.status >= 300) return answer;
  return { ...answer, body: Buffer.from(change(answer.body.toString("utf8"))) };
}
