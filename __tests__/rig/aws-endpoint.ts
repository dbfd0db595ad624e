import type { IncomingMessage } from "node:http";
import type { AwsAnswer } from "./aws-answer.ts";
import { type AwsCall, readCall } from "./aws-call.ts";
import { openLoopbackServer } from "./loopback-server.ts";

/** Stands in for every AWS service on a free port of this host. */
export interface AwsEndpoint {
  /** Value of AWS_ENDPOINT_URL. */
  readonly url: string;
  /** In the order of arrival. */
  readonly calls: AwsCall[];
  /** Decides on the answers; may be replaced at any time. With `no answer` the connection breaks instead. */
  answer: (call: AwsCall) => AwsAnswer | "no answer" | Promise<AwsAnswer | "no answer">;
  close(): Promise<void>;
}

/** Opens the stand-in; `answer` decides what it says. */
export async function openAwsEndpoint(answer: AwsEndpoint["answer"]): Promise<AwsEndpoint> {
  const { address, close } = await openLoopbackServer(async (request, response) => {
    const call = readCall(request, await textOf(request));
    endpoint.calls.push(call);
    const answered = await endpoint.answer(call);
    if (answered === "no answer") return void response.destroy();
    const { status = 200, body } = answered;
    const text = typeof body === "string" ? body : JSON.stringify(body);
    response
      .writeHead(status, {
        "content-type": typeof body === "string" ? "text/xml" : "application/x-amz-json-1.0",
        "x-amzn-requestid": `RIG${endpoint.calls.length}`,
      })
      .end(text);
  });
  const endpoint: AwsEndpoint = { url: `http://${address}`, calls: [], answer, close };
  return endpoint;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
