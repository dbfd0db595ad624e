/** A fault that an alarm is for, and that it does not notice in time. */
export interface UnnoticedFault {
  readonly alarm: string;
  readonly what: string;
  /** Environments where it is so. */
  readonly environments: readonly string[];
  readonly why: string;
}

/** Each is a fault of the alarm. */
export const unnoticedFaults: readonly UnnoticedFault[] = [
  {
    alarm: "circuit-breaker-open-tiingo",
    what: "a source does not answer",
    environments: ["dev", "preprod"],
    why: "the breaker opens after five failures within five minutes; ten tickers are one call, and runs are five minutes apart",
  },
  {
    alarm: "sse-streaming-errors",
    what: "streams fail",
    environments: ["dev", "preprod", "prod"],
    why: "ten streams in five minutes are more than ever begin, and those that go well are known when they end",
  },
  {
    alarm: "sse-streaming-latency",
    what: "one of three streams hangs",
    environments: ["dev", "preprod", "prod"],
    why: "a stream's duration is published when it ends, at the minute in which it began: of the last quarter of an hour only short ones are known",
  },
];
