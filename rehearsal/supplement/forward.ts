import { Agent, type IncomingMessage, request } from "node:http";
import type { Answer } from "./answer.ts";
import type { Call } from "./call.ts";

const agent = new Agent({ keepAlive: true });

/** Headers that belong to one connection, and lengths, which are set anew. */
const notPassedOn = new Set(["connection", "transfer-encoding", "keep-alive", "content-length", "expect"]);

/** Passes a call on as it is; the host that it names stays, because queue addresses are made of it. */
export function forward(emulatorUrl: string, { method, url, headers, body }: Call): Promise<Answer> {
  const passedOn = Object.fromEntries(Object.entries(headers).filter(([name]) => !notPassedOn.has(name)));
  return new Promise((resolve, reject) => {
    const outgoing = request(
      new URL(emulatorUrl),
      { method, path: url, agent, headers: { ...passedOn, "content-length": body.length } },
      (response) => {
        bytesOf(response).then(
          (content) =>
            resolve({ status: response.statusCode ?? 500, headers: headersOf(response, method), body: content }),
          reject,
        );
      },
    );
    outgoing.once("error", reject).end(body);
  });
}

function headersOf({ headers }: IncomingMessage, method: string): Answer["headers"] {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || (notPassedOn.has(name) && method !== "HEAD") ? [] : [[name, String(value)]],
    ),
  );
}

/** All bytes of a request or a response. */
export async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
