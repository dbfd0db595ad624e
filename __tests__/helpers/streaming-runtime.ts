import { Writable } from "node:stream";
import type { Context, LambdaFunctionURLEvent } from "aws-lambda";
import { vi } from "vitest";

/** What a caller receives of a streamed response. */
export class ReceivedResponse extends Writable {
  head: { readonly statusCode: number; readonly headers: Readonly<Record<string, string>> } | undefined;
  readonly #chunks: Buffer[] = [];
  /** While set, the reader takes nothing: the chunks pile up. */
  #blocked: (() => void)[] | undefined;

  constructor(highWaterMark = 16_384) {
    super({ highWaterMark });
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.#chunks.push(chunk);
    if (this.#blocked === undefined) done();
    else this.#blocked.push(() => done());
  }

  get text(): string {
    return Buffer.concat(this.#chunks).toString("utf8");
  }

  block(): void {
    this.#blocked ??= [];
  }

  unblock(): void {
    const waiting = this.#blocked ?? [];
    this.#blocked = undefined;
    for (const go of waiting) go();
  }
}

export type StreamingHandler = (event: unknown, stream: Writable, context: Context) => Promise<void>;

/** Puts in place what the Lambda runtime offers to handlers that stream. Import the handler after it. */
export function stubStreamingRuntime(): void {
  vi.stubGlobal("awslambda", {
    streamifyResponse: (handler: StreamingHandler) => handler,
    HttpResponseStream: {
      from(stream: ReceivedResponse, head: ReceivedResponse["head"]) {
        stream.head = head;
        return stream;
      },
    },
  });
}

/** The part of a request to a function URL that handlers read. */
export function urlEvent(
  path: string,
  query = "",
  headers: Readonly<Record<string, string>> = {},
  method = "GET",
): LambdaFunctionURLEvent {
  return {
    rawPath: path,
    rawQueryString: query,
    headers,
    requestContext: { http: { method, path } },
  } as unknown as LambdaFunctionURLEvent;
}
