/** An error that a node carries as its cause. */
export interface TraceException {
  readonly type: string;
  readonly message: string;
  /** Frames of its stack trace. */
  readonly frames: number;
}

/** A subsegment as X-Ray gets it, from the X-Ray SDK or made of a span by the collector. */
export interface TraceNode {
  readonly madeBy: "x-ray" | "open-telemetry";
  /** `1-{8 digits}-{24 digits}` */
  readonly traceId: string;
  /** 16 hexadecimal digits. */
  readonly id: string;
  /** Undefined: it would begin a segment of its own. */
  readonly parentId: string | undefined;
  readonly name: string;
  /** `aws` and `remote` for calls to other services. */
  readonly namespace: string | undefined;
  /** Epoch milliseconds; the end is NaN where the node was sent before it had ended. */
  readonly begin: number;
  readonly end: number;
  /** What X-Ray can search for. */
  readonly annotations: Readonly<Record<string, unknown>>;
  /** What X-Ray only shows. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Of a call to AWS: operation, region, table and so on. */
  readonly aws: Readonly<Record<string, unknown>>;
  /** The three marks of X-Ray: a failure of ours, a refused request, one refused because there were too many. */
  readonly fault: boolean;
  readonly error: boolean;
  readonly throttle: boolean;
  readonly exceptions: readonly TraceException[];
  /** `performance.now` of its arrival. */
  readonly arrivedAt: number;
}
