/** Grants that no call of a function's own code uses, and who does. */
export const platformGrants: readonly { readonly action: RegExp; readonly because: string }[] = [
  { action: /^logs:(CreateLogStream|PutLogEvents)$/, because: "Lambda writes what a function prints with its role." },
  {
    action: /^xray:(PutTraceSegments|PutTelemetryRecords|GetSampling(Rules|Targets|StatisticSummaries))$/,
    because: "The X-Ray daemon and the collector, both beside the function, send its traces with its role.",
  },
  {
    action: /^sqs:SendMessage$/,
    because: "Lambda keeps events of which all attempts failed in the dead-letter queue, with the role.",
  },
];
