/** Alarms that go off in a healthy week, and why. Each is a fault of the alarm. */
export const goOffInHealth: Readonly<Record<string, string>> = {
  "collision-rate-high": "a run has one to five new stories: a share of so few is chance",
  "collision-rate-low": "a run has one to five new stories, and mostly none of them from both sources at once",
  "dashboard-latency-high":
    "in a quiet environment the first request after a break is all there is in its period, and decides alone",
  "dynamodb-daily-cost-high": "a stream reads the newest 200 stories twelve times a minute",
  "dynamodb-high-read-capacity": "a stream reads the newest 200 stories twelve times a minute",
  "notification-delivery-low":
    "mails that a person's own limit withholds count as attempted, and hours without mails leave one bad hour to decide",
  "notification-errors":
    "between periods without invocations one bad one decides, although every second attempt in it succeeded",
  "price-call-errors": "where calls for prices are rare, one failure decides alone",
  "silent-failure-parallel-fetcher-aggregate": "one of thousands of calls fails, and the next run makes up for it",
  "sse-streaming-url-traffic": "where there are few streams an hour, three hours with some more are chance",
  "stories-not-scored": "counts attempts, also those that the platform's next attempt makes up for",
  "traces-with-errors": "a refused request, such as one with a session that ran out, makes an error of its trace",
};

/** Metrics that exist only when something is wrong. */
const onlyInTrouble = [
  /-dlq-/,
  /-start-failures$/,
  /-delivery-failures$/,
  /-(read|write)-throttles$/,
  /^dynamodb-user-errors$/,
  /^emails-failed$/,
  /-metric-fallback$/,
  /^silent-failure-(?!parallel-fetcher-aggregate)/,
  /-(collector-export-failures|span-overflow|spans-lost)$/,
  /^stream-server-errors$/,
];

/** Whether an alarm is expected to see no data while nothing is wrong. */
export function isSilentInHealth(alarm: string): boolean {
  return onlyInTrouble.some((pattern) => pattern.test(alarm));
}
