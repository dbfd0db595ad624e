import { createSocket, type Socket } from "node:dgram";
import { type LookupOneOptions, lookup } from "node:dns";
import { isIPv4 } from "node:net";
import logger from "aws-xray-sdk-core/dist/lib/logger.js";
import emitter from "aws-xray-sdk-core/dist/lib/segment_emitter.js";
import { type ClosedPart, messagesOf, readPart, type Subsegment } from "./x-ray-messages.ts";

/** What has ended since the last message, children first. */
const closed: ClosedPart[] = [];

let socket: Socket | undefined;

/**
 * Puts this delivery in the place of the X-Ray SDK's, which opens and closes a socket for every few documents because
 * sockets once kept functions from ending; one that is unreferenced does not. Parts that end together travel together.
 * A document is written while its part closes, so that one that cannot be written fails where it was made.
 */
export function useOwnDelivery(): void {
  const send = (subsegment: Subsegment) => {
    if (closed.push(readPart(subsegment)) === 1) setImmediate(deliverClosed);
  };
  Object.assign(emitter, { send });
}

/** Hands everything that has ended to the system, at once. What ends later is handed over by itself. */
export function deliverClosed(): void {
  for (const message of messagesOf(closed.splice(0))) {
    socket ??= createSocket({ type: "udp4", lookup: addressOf }).unref();
    socket.send(message, emitter.getPort(), emitter.getIp(), (error) => {
      if (error !== null) logger.getLogger().error(`A part of a trace was not sent: ${error.message}`);
    });
  }
}

/** Lambda gives the daemon's address in figures, for which nobody has to be asked: the message leaves at once. */
function addressOf(
  host: string,
  options: LookupOneOptions,
  callback: (error: NodeJS.ErrnoException | null, address: string, family: number) => void,
): void {
  if (isIPv4(host)) callback(null, host, 4);
  else lookup(host, options, callback);
}
