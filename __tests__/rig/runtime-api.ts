import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setImmediate as afterThisTurn } from "node:timers/promises";
import type { Chunk, Invocation, InvocationResponse, Outcome, RuntimeError } from "./invocation.ts";
import { openLoopbackServer } from "./loopback-server.ts";
import { type Ending, type Handout, openInvocations, textOf } from "./open-invocations.ts";
import { newTraceHeader } from "./trace/trace-header.ts";

/** A call of the runtime client. */
export interface RuntimeCall {
  readonly kind: "next" | "response" | "error" | "init-error";
  /** `performance.now` when the call began. */
  readonly at: number;
  /** The invocation that it answers. */
  readonly requestId?: string;
}

/** Lambda's Runtime API for one function process. */
export interface RuntimeApi {
  /** Value of AWS_LAMBDA_RUNTIME_API. */
  readonly address: string;
  /** In the order of arrival. */
  readonly calls: readonly RuntimeCall[];
  /** Hands an event to the function as soon as it asks for one. */
  invoke(invocation: Invocation & { readonly timeoutMilliseconds: number }): Promise<Outcome>;
  /** Waits until the function asks for an event and there is none, or is gone. */
  idle(): Promise<void>;
  /** Ends every open invocation, because the process is gone. */
  abandon(how: Ending): void;
  close(): Promise<void>;
}

const prefix = "/2018-06-01/runtime/";

/**
 * Opens the Runtime API on a free port of this host.
 *
 * @param now the clock that the function goes by, epoch milliseconds; its deadlines are told in it.
 */
export async function openRuntimeApi(functionArn: string, now: () => number = Date.now): Promise<RuntimeApi> {
  const calls: RuntimeCall[] = [];
  const invocations = openInvocations();

  const onNext = async (response: ServerResponse): Promise<void> => {
    // What the function sent by UDP before this call may be read only after it, in the same turn of the loop.
    await afterThisTurn();
    calls.push({ kind: "next", at: performance.now() });
    const take = ({ headers, body }: Handout) =>
      void response.writeHead(200, { "content-type": "application/json", ...headers }).end(body);
    response.once("close", () => invocations.withdraw(take));
    invocations.ask(take);
  };
  const onAnswer = (request: IncomingMessage, response: ServerResponse, requestId: string): void => {
    const chunks = invocations.chunksOf(requestId);
    if (chunks === undefined) return void response.writeHead(400).end();
    calls.push({ kind: "response", at: performance.now(), requestId });
    receive(request, response, chunks, () => invocations.end(requestId, readResponse(request, chunks)));
  };
  const onError = (request: IncomingMessage, response: ServerResponse, requestId: string): void => {
    calls.push({ kind: "error", at: performance.now(), requestId });
    const chunks: Chunk[] = [];
    receive(request, response, chunks, () =>
      invocations.end(requestId, { kind: "error", phase: "invocation", error: readError(textOf(chunks)) }),
    );
  };
  const onInitError = (request: IncomingMessage, response: ServerResponse): void => {
    calls.push({ kind: "init-error", at: performance.now() });
    const chunks: Chunk[] = [];
    receive(request, response, chunks, () => invocations.failInit(readError(textOf(chunks))));
  };
  const { address, close } = await openLoopbackServer((request, response) => {
    const path = request.url?.startsWith(prefix) ? request.url.slice(prefix.length) : "";
    const [, requestId = "", kind] = /^invocation\/([^/]+)\/(response|error)$/.exec(path) ?? [];
    if (path === "invocation/next") void onNext(response);
    else if (path === "init/error") onInitError(request, response);
    else if (kind === "response") onAnswer(request, response, requestId);
    else if (kind === "error") onError(request, response, requestId);
    else response.writeHead(404).end();
  });
  return {
    address,
    calls,
    close,
    invoke: (invocation) => invocations.add(handout(functionArn, now(), invocation)),
    idle: () => invocations.idle(),
    abandon: (how) => invocations.abandon(how),
  };
}

/** Reads a call whole, noting when each part arrives, and confirms it. */
function receive(request: IncomingMessage, response: ServerResponse, chunks: Chunk[], whenComplete: () => void): void {
  request.on("data", (bytes: Buffer) => chunks.push({ at: performance.now(), bytes }));
  request.on("end", () => {
    whenComplete();
    response.writeHead(202, { "content-type": "application/json" }).end('{"status":"OK"}');
  });
}

function readError(body: string): RuntimeError {
  const { errorType = "", errorMessage = "", trace = [] } = JSON.parse(body) as Partial<RuntimeError>;
  return { errorType, errorMessage, trace };
}

function readResponse({ headers, trailers }: IncomingMessage, chunks: readonly Chunk[]): InvocationResponse {
  const failure = trailers["lambda-runtime-function-error-body"];
  return {
    kind: "response",
    streamed: headers["lambda-runtime-function-response-mode"] === "streaming",
    contentType: headers["content-type"] ?? "",
    chunks,
    body: textOf(chunks),
    failure: failure === undefined ? undefined : readError(Buffer.from(failure, "base64").toString("utf8")),
  };
}

function handout(
  functionArn: string,
  now: number,
  {
    event,
    traceHeader = newTraceHeader({ isSampled: false }),
    timeoutMilliseconds,
  }: Parameters<RuntimeApi["invoke"]>[0],
): Handout {
  const requestId = randomUUID();
  const headers = {
    "lambda-runtime-aws-request-id": requestId,
    "lambda-runtime-deadline-ms": String(now + timeoutMilliseconds),
    "lambda-runtime-invoked-function-arn": functionArn,
    ...(traceHeader === "" ? {} : { "lambda-runtime-trace-id": traceHeader }),
  };
  return { requestId, headers, body: JSON.stringify(event) };
}
