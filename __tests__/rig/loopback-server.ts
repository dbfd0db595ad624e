import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

export interface LoopbackServer {
  /** `127.0.0.1:{port}` */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Longer than any function is idle in a test. After the default of 5 s the server closes connections that clients keep,
 * and a runtime client that streams its next response into such a connection waits for ever.
 */
const keepAliveMilliseconds = 900_000;

/** What Go's servers take, as Lambda's are: the clients send the error of a stream as a trailer, with message and stack. */
const headerBytes = 1_048_576;

/** Serves HTTP on a free port of this host, without a bound on how long a request may take. */
export async function openLoopbackServer(listener: RequestListener): Promise<LoopbackServer> {
  const limits = { keepAliveTimeout: keepAliveMilliseconds, requestTimeout: 0, maxHeaderSize: headerBytes };
  const server = createServer(limits, listener);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
