import { contractOf, type FaultRow, fault, isScheduledOnly, muchUsed, nextInvocation, used } from "./fault.ts";

/** A function, and the share of its invocations: one run in five minutes is no share. */
const share = (name: string, ofMany: number) => ({ [name]: isScheduledOnly(name) ? 1 : ofMany });

/** What every invocation takes, as a share of the timeout. */
const slow = (name: string, ofTimeout: number) => ({ [name]: contractOf(name).timeoutSeconds * 1_000 * ofTimeout });

/** What a stream took, and that it did not fail, is known when it has ended. */
const longestStream = 12;
const known = (name: string) => (name === "sse-streaming" ? longestStream : nextInvocation(name));

/** What goes wrong with any function. */
export const functionFaults: readonly FaultRow[] = [
  [
    /^sse-streaming-errors$/,
    () => [
      fault(
        "streams fail in a flood",
        { streams: { perMinute: 30 }, failing: { "sse-streaming": 0.3 } },
        longestStream,
      ),
      fault("streams fail", { streams: { perMinute: 1.2 }, failing: { "sse-streaming": 0.3 } }, longestStream),
    ],
  ],
  [
    /^(.+)(?<!system|user|server|publish|stream-server)-errors$/,
    (name = "") => [fault("invocations fail", { ...used, failing: share(name, 0.3) }, known(name))],
  ],
  [
    /^(.+)-errors-early$/,
    (name = "") => [fault("one of twenty fails", { ...muchUsed, failing: share(name, 0.05) }, known(name))],
  ],
  [
    /^(.+)(?<!collector)-start-failures$/,
    (name = "") => [fault("the code does not load", { ...used, notStarting: { [name]: true } }, nextInvocation(name))],
  ],
  [
    /^(.+)(?<!read|write)-throttles$/,
    (name = "") => [fault("invocations are refused", { ...used, refused: share(name, 0.5) }, nextInvocation(name))],
  ],
  [
    /^sse-streaming-latency$/,
    () => [
      fault("all streams hang", { ...used, hangingStreams: 1 }, 20),
      fault("one of three streams hangs", { ...used, hangingStreams: 1 / 3 }, 20),
    ],
  ],
  [
    /^(.+)(?<!api|integration)-latency$/,
    (name = "") => [
      fault("invocations take nearly all of their time", { ...used, slow: slow(name, 0.95) }, nextInvocation(name)),
    ],
  ],
  [
    /^(.+)-latency-early$/,
    (name = "") => [
      fault("invocations take most of their time", { ...used, slow: slow(name, 0.7) }, nextInvocation(name)),
    ],
  ],
  [/^(.+)-memory$/, (name = "") => [fault("memory grows", { ...used, memory: { [name]: 0.95 } }, known(name))]],
];
