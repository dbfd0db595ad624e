/**
 * Bytes that a function itself logs in one invocation, metrics in log lines included, rounded up. Measured: the zips live
 * through a day of news under Lambda's runtime client, a stream through its whole life with a new story a minute; the
 * same tests fail where a function comes to log more than stands here, or far less.
 */
export const logBytesPerInvocation = {
  analysis: 1_300,
  dashboard: 900,
  ingestion: 3_200,
  metrics: 550,
  notification: 650,
  "sse-streaming": 15_000,
} as const satisfies Readonly<Record<string, number>>;
