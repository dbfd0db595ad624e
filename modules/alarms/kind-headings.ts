import type { AlarmKind } from "./alarm-record.ts";

/** What kinds of alarms are called, in the order in which they are read. */
export const kindHeadings: Readonly<Record<AlarmKind, string>> = {
  errors: "Errors",
  "start-failures": "Failed starts",
  throttles: "Refused invocations",
  latency: "Latency",
  "user-experience": "Waiting time",
  memory: "Memory",
  custom: "Metrics of the functions",
  "silent-failures": "Survived failures",
  "metric-delivery": "Delivery of metrics",
  collector: "Collector and spans",
  "dead-letters": "Dead letters",
  "topic-delivery": "Topics",
  tables: "Tables",
  "rest-api": "REST API",
  "function-url": "Function URLs",
  traces: "Traces",
  volume: "Volume",
  quotas: "Quotas",
  cost: "Cost",
};
