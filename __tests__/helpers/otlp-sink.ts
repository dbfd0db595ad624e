import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type ReceivedSpan, readSpans } from "./otlp-reader.ts";

/** How the sink answers a request: by default at once, as a collector that took everything. */
export type SinkAnswer = (response: ServerResponse) => void;

/** A collector on a free port of this host. */
export interface OtlpSink {
  readonly url: string;
  readonly spans: ReceivedSpan[];
  readonly requests: { readonly path: string; readonly contentType: string }[];
  answer: SinkAnswer;
  close(): Promise<void>;
}

export const takeAll: SinkAnswer = (response) =>
  response.writeHead(200, { "content-type": "application/x-protobuf" }).end();

export async function openOtlpSink(): Promise<OtlpSink> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      sink.requests.push({ path: request.url ?? "", contentType: request.headers["content-type"] ?? "" });
      sink.spans.push(...readSpans(Buffer.concat(chunks)));
      sink.answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const sink: OtlpSink = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans: [],
    requests: [],
    answer: takeAll,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return sink;
}
