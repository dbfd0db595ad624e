import { requireLoopback } from "../loopback-guard.ts";
import { rehearsalKeys } from "../rehearsal-keys.ts";
import { readXml, type XmlElement } from "./query-answer.ts";

type Content = Readonly<Record<string, unknown>>;

/** An emulated account, asked as an operator would ask it. Every call rejects where the answer is an error. */
export interface EmulatedAws {
  /** A call of a service that speaks JSON; the target is what stands in the header X-Amz-Target. */
  json(service: string, target: string, input: Content): Promise<Content>;
  /** A call in Query notation. */
  query(service: string, form: Readonly<Record<string, string>>): Promise<XmlElement>;
  /** A read of a service that speaks REST; undefined where there is no such thing. */
  read(service: string, path: string): Promise<Content | undefined>;
  /** An object of S3, by its address. */
  download(address: string): Promise<Buffer>;
}

/**
 * A way into an emulated account on this host.
 *
 * @param accessKeyId whose way it is. Default: the operator's, who may do everything.
 */
export function emulatedAws(url: string, accessKeyId: string = rehearsalKeys.accessKeyId): EmulatedAws {
  requireLoopback(url);
  const ask = (service: string, path: string, request: RequestInit) =>
    fetch(`${url}${path}`, {
      ...request,
      headers: { ...request.headers, authorization: signature(service, accessKeyId) },
    });
  const accepted = async (response: Response, what: string): Promise<string> => {
    const text = await response.text();
    if (response.ok) return text;
    throw new Error(`The emulated AWS answered to ${what} with ${response.status}: ${text.slice(0, 300)}`);
  };
  return {
    async json(service, target, input) {
      const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": target };
      const answer = await ask(service, "/", { method: "POST", headers, body: JSON.stringify(input) });
      const text = await accepted(answer, target);
      return text === "" ? {} : JSON.parse(text);
    },
    async query(service, form) {
      const answer = await ask(service, "/", { method: "POST", body: new URLSearchParams(form) });
      return readXml(await accepted(answer, `${service} ${form.Action}`));
    },
    async read(service, path) {
      const answer = await ask(service, path, { method: "GET" });
      if (answer.status === 404) return undefined;
      return JSON.parse(await accepted(answer, path));
    },
    async download(address) {
      const answer = await ask("s3", new URL(requireLoopback(address)).pathname, { method: "GET" });
      if (!answer.ok) await accepted(answer, address);
      return Buffer.from(await answer.arrayBuffer());
    },
  };
}

/** The emulator tells services apart by the scope of a signature, and does not check the signature itself. */
function signature(service: string, accessKeyId: string): string {
  const scope = `${accessKeyId}/20260101/us-east-1/${service}/aws4_request`;
  return `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
}
