import { createSocket } from "node:dgram";

/** A document as the X-Ray SDK sends it (AWS X-Ray developer guide, segment documents). Times are epoch seconds. */
export interface XRayDocument {
  readonly id: string;
  readonly name: string;
  readonly start_time: number;
  readonly end_time?: number;
  readonly in_progress?: boolean;
  readonly trace_id?: string;
  readonly parent_id?: string;
  readonly type?: string;
  readonly namespace?: string;
  readonly fault?: boolean;
  readonly error?: boolean;
  readonly throttle?: boolean;
  readonly cause?: { readonly exceptions?: readonly XRayException[] };
  readonly annotations?: Readonly<Record<string, unknown>>;
  readonly metadata?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly aws?: Readonly<Record<string, unknown>>;
  readonly subsegments?: readonly XRayDocument[];
}

export interface XRayException {
  readonly type?: string;
  readonly message?: string;
  readonly stack?: readonly unknown[];
}

/** A document with its arrival. */
export interface ReceivedDocument {
  readonly document: XRayDocument;
  /** `performance.now` when it had arrived. */
  readonly at: number;
  /** Size of the datagram without its header: X-Ray takes 64 KB. */
  readonly bytes: number;
}

/** The X-Ray daemon, on a free UDP port of this host. */
export interface XRaySink {
  /** Value of AWS_XRAY_DAEMON_ADDRESS. */
  readonly address: string;
  /** In the order of arrival. */
  readonly documents: readonly ReceivedDocument[];
  close(): Promise<void>;
}

/** As much as a burst of documents takes until this process reads them; the system may grant less. */
const bufferBytes = 4_194_304;

/**
 * Opens the stand-in for the daemon. A datagram is a header line and a document. Nothing is read before somebody asks:
 * this process must not take the time of the function that it measures.
 */
export async function openXRaySink(): Promise<XRaySink> {
  const socket = createSocket({ type: "udp4", recvBufferSize: bufferBytes });
  const documents: ReceivedDocument[] = [];
  const unread: { readonly message: Buffer; readonly at: number }[] = [];
  let closed: Promise<void> | undefined;
  socket.on("message", (message) => unread.push({ message, at: performance.now() }));
  await new Promise<void>((resolve, reject) => {
    socket.once("error", reject);
    socket.bind(0, "127.0.0.1", resolve);
  });
  return {
    address: `127.0.0.1:${socket.address().port}`,
    get documents() {
      for (const { message, at } of unread.splice(0)) {
        const body = message.subarray(message.indexOf("\n") + 1);
        documents.push({ document: JSON.parse(body.toString("utf8")), at, bytes: body.length });
      }
      return documents;
    },
    close() {
      closed ??= new Promise((resolve) => socket.close(() => resolve()));
      return closed;
    },
  };
}
