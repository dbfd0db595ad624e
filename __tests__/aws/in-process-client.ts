import type { IncomingMessage } from "node:http";
import { gunzipSync } from "node:zlib";
import type { AwsAnswer } from "../rig/aws-answer.ts";
import { type AwsCall, readCall } from "../rig/aws-call.ts";

/** The part of an SDK request that is looked at. */
interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * Options of an SDK client whose requests are answered in this process: no server, no retries, everything else of the
 * SDK, marshalling and errors above all, is as it is in use.
 */
export function inProcess(answer: (call: AwsCall) => AwsAnswer | Promise<AwsAnswer>) {
  return {
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
    requestHandler: {
      async handle({ method, path, headers, body }: SdkRequest) {
        const request = { method, url: path, headers: lowerCased(headers) };
        // The SDK compresses large calls of some operations.
        const sent = request.headers["content-encoding"] === "gzip" ? gunzipSync(body as Uint8Array) : body;
        const call = readCall(request as Pick<IncomingMessage, "method" | "url" | "headers">, textOf(sent));
        const { status = 200, body: answered } = await answer(call);
        const text = typeof answered === "string" ? answered : JSON.stringify(answered);
        return { response: { statusCode: status, headers: {}, body: Buffer.from(text) } };
      },
    },
  };
}

function lowerCased(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function textOf(body: unknown): string {
  if (body instanceof Uint8Array) return Buffer.from(body).toString("utf8");
  return typeof body === "string" ? body : "";
}
