import { atOnce, type FaultRow, fault, muchUsed, used } from "./fault.ts";

/** Minutes until streams are open, and until those that were open have ended. */
const streamsOpen = 4;
const streamsEnded = { lingers: 15 };

/** What people notice of the dashboard and of streams. */
export const peopleFaults: readonly FaultRow[] = [
  [/^dashboard-latency-high$/, () => [fault("a query is slow", { ...used, slow: { dashboard: 3_000 } }, atOnce)]],
  [
    /^(?:server-errors|dashboard-api-5xx)$/,
    () => [fault("three of ten requests are answered with 5xx", { ...used, serverErrors: 0.3 }, atOnce)],
  ],
  [
    /^dashboard-url-5xx$/,
    () => [fault("half of the requests are answered with 5xx", { ...muchUsed, serverErrors: 0.5 }, atOnce)],
  ],
  [
    /^dashboard-api-4xx$/,
    () => [fault("nine of ten requests are refused", { ...muchUsed, clientErrors: 0.9 }, atOnce)],
  ],
  [
    /^dashboard-api-(?:latency|integration-latency)$/,
    () => [fault("requests take eight seconds", { ...used, slow: { dashboard: 8_000 } }, atOnce)],
  ],
  [/^price-call-errors$/, () => [fault("calls for prices fail", { ...used, pricesFailing: 1 }, atOnce)]],
  [
    /^(?:sse-streaming-url-5xx|stream-server-errors)$/,
    () => [fault("streams are refused", { ...used, streamsRefused: 0.9 }, streamsOpen)],
  ],
  [/^connection-setup-ms$/, () => [fault("first data comes late", { ...used, setupSeconds: 8 }, streamsOpen)]],
  [
    /^event-latency-ms$/,
    () => [fault("scores reach browsers late", { ...used, eventSeconds: 20 }, streamsOpen, streamsEnded)],
  ],
  [
    /^poll-duration-ms$/,
    () => [fault("DynamoDB answers slowly", { ...used, pollSeconds: 15 }, streamsOpen, streamsEnded)],
  ],
  [
    /^sse-streaming-collector-export-failures$/,
    () => [fault("X-Ray takes no spans", { ...used, spans: "not exported" }, streamsOpen, streamsEnded)],
  ],
  [
    /^sse-streaming-collector-start-failures$/,
    () => [fault("it does not start", { ...used, spans: "collector does not start" }, streamsOpen, streamsEnded)],
  ],
  [
    /^sse-streaming-span-overflow$/,
    () => [fault("more spans than the queue holds", { ...used, spans: "overflow" }, streamsOpen, streamsEnded)],
  ],
  [
    /^sse-streaming-spans-lost$/,
    () => [fault("the collector takes no spans", { ...used, spans: "lost" }, streamsOpen, streamsEnded)],
  ],
  [/^stream-reconnects$/, () => [fault("streams end before their time", { streams: { perMinute: 40 } }, atOnce)]],
  [/^sse-streaming-url-traffic$/, () => [fault("a flood of streams", { streams: { perMinute: 10 } }, 120)]],
];
