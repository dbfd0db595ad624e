import { awaited } from "./begun-work.ts";
import { boundedError } from "./bounded-error.ts";
import type { InstrumentableClient } from "./tracing.ts";

type Handler = (call: unknown) => Promise<unknown>;

interface MiddlewareStack {
  add(
    middleware: (next: Handler) => Handler,
    options: {
      readonly step: "initialize" | "build";
      readonly priority: "low" | "high";
      readonly name: string;
      readonly override: true;
    },
  ): void;
}

/** An error on its way through the X-Ray SDK, with the one that it stands for. */
class CarriedError extends Error {
  readonly original: unknown;

  constructor(original: unknown) {
    super("", { cause: original });
    this.original = original;
    // What the X-Ray SDK reads of an error of the AWS SDK: status, request id, whether it is a throttle.
    const { $metadata, $retryable } = (original ?? {}) as { $metadata?: unknown; $retryable?: unknown };
    Object.assign(this, { $metadata, $retryable });
    const { name, message, stack } = boundedError(original);
    Object.assign(this, { name, message, stack });
  }
}

/**
 * Lets the X-Ray SDK see bounded errors of a client that it captures, because it keeps messages whole and X-Ray drops a
 * document above 64 KB; callers get their errors as they are. The running span waits for each call.
 */
export function boundCalls<T extends InstrumentableClient>(client: T): T {
  const stack = client.middlewareStack as unknown as MiddlewareStack;
  stack.add(
    (next) => (call) =>
      next(call).catch((error: unknown) => {
        throw new CarriedError(error);
      }),
    { step: "build", priority: "low", name: "carryError", override: true },
  );
  stack.add(
    (next) => (call) =>
      awaited(
        next(call).catch((error: unknown) => {
          throw error instanceof CarriedError ? error.original : error;
        }),
      ),
    { step: "initialize", priority: "high", name: "giveErrorBack", override: true },
  );
  return client;
}
