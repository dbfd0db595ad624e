import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type ReceivedSpan, readSpans } from "./otlp-reader.ts";

/** How the sink answers a request: by default at once, as a collector that took everything. */
export type SinkAnswer = (response: ServerResponse) => void;

/** A request to export spans. */
export interface ExportRequest {
  readonly path: string;
  readonly contentType: string;
}

/** A span that the sink took, with its arrival. */
export interface TakenSpan extends ReceivedSpan {
  /** `performance.now` when it was taken. */
  readonly at: number;
}

/** A collector on a free port of this host. */
export interface OtlpSink {
  readonly url: string;
  /** Spans whose export was answered with 200, in the order of the answers. */
  readonly spans: TakenSpan[];
  readonly requests: ExportRequest[];
  answer: SinkAnswer;
  /** Refuses connections from now on, as where no collector runs; `open` takes them again. */
  shut(): Promise<void>;
  open(): Promise<void>;
  close(): Promise<void>;
}

export const takeAll: SinkAnswer = (response) =>
  response.writeHead(200, { "content-type": "application/x-protobuf" }).end();

/** Takes everything, but only after a while. */
export const takeAfter =
  (milliseconds: number): SinkAnswer =>
  (response) =>
    void setTimeout(() => takeAll(response), milliseconds);

/** Never answers. */
export const hang: SinkAnswer = () => {};

/** Refuses every export with a status. */
export const refuseWith =
  (status: number): SinkAnswer =>
  (response) =>
    response.writeHead(status).end();

export async function openOtlpSink(): Promise<OtlpSink> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      sink.requests.push({ path: request.url ?? "", contentType: request.headers["content-type"] ?? "" });
      const spans = readSpans(Buffer.concat(chunks));
      const take = () => {
        if (response.statusCode === 200) sink.spans.push(...spans.map((span) => ({ ...span, at: performance.now() })));
      };
      sink.answer(response);
      if (response.writableEnded) take();
      else response.once("finish", take);
    });
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const stopListening = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const sink: OtlpSink = {
    url: `http://127.0.0.1:${port}`,
    spans: [],
    requests: [],
    answer: takeAll,
    shut: stopListening,
    open: () => listen(port),
    close: stopListening,
  };
  return sink;
}
