import { openLoopbackServer } from "../../__tests__/rig/loopback-server.ts";
import { requireLoopback } from "../loopback-guard.ts";
import { oneByOne } from "../moto/one-by-one.ts";
import { type Answering, type AnsweringProps, answering } from "./answering.ts";
import { type Call, readCall } from "./call.ts";
import { bytesOf, forward } from "./forward.ts";

/** A server that stands in for every service of AWS. */
export interface ServiceServer {
  /** Value of AWS_ENDPOINT_URL. */
  readonly url: string;
  /** Every call, in the order of its answer. */
  readonly records: Answering["records"];
  close(): Promise<void>;
}

export interface SupplementProps extends Omit<AnsweringProps, "ask"> {
  /** Address of the emulator, on this host. */
  readonly emulatorUrl: string;
}

/**
 * Opens a server before the emulator, which answers what the emulator does not know or does not keep.
 *
 * @throws ProblemError where the emulator is not on this host.
 */
export async function openSupplement({ emulatorUrl, ...props }: SupplementProps): Promise<ServiceServer> {
  requireLoopback(emulatorUrl);
  const { answer: ask } = oneByOne((call: Call) => forward(emulatorUrl, call));
  return serve(answering({ ...props, ask }));
}

/** Answers on a free port of this host. */
export async function serve({ answer, records }: Answering): Promise<ServiceServer> {
  const { address, close } = await openLoopbackServer(async (request, response) => {
    const { status, headers, body } = await answer(readCall(request, await bytesOf(request)));
    // The answer to a HEAD says how long a body would be that it does not have.
    response.writeHead(status, { "content-length": body.length, ...headers }).end(body);
  });
  return { url: `http://${address}`, records, close };
}
