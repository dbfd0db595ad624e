/** Metrics that exist only when something is wrong. */
const onlyInTrouble = [
  /-dlq-/,
  /-start-failures$/,
  /-delivery-failures$/,
  /-(read|write)-throttles$/,
  /^dynamodb-user-errors$/,
  /^emails-failed$/,
  /-metric-fallback$/,
  /^silent-failure-/,
  /-(collector-export-failures|span-overflow|spans-lost)$/,
  /^stream-server-errors$/,
];

/** Whether an alarm is expected to see no data while nothing is wrong. */
export function isSilentInHealth(alarm: string): boolean {
  return onlyInTrouble.some((pattern) => pattern.test(alarm));
}
