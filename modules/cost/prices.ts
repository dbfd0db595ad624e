/** Region whose prices these are. */
export const priceRegion = "us-east-1";

/** Month in which they were compared with their sources. */
export const pricesAsOf = "2026-02";

const cloudWatch = "https://aws.amazon.com/cloudwatch/pricing/";
const xRay = "https://aws.amazon.com/xray/pricing/";

/** What one kind of usage costs. */
export interface Price {
  /** What is paid for. */
  readonly what: string;
  /** What is counted in a month. */
  readonly unit: string;
  /** Dollars for `per` units, before any discount for large amounts. */
  readonly dollars: number;
  readonly per: number;
  /** What an account gets without paying, each month. The bill leaves it out: all systems of the account share it. */
  readonly free: string;
  /** Page that says so. */
  readonly source: string;
}

/** Every price that the bill knows. */
export const prices = {
  alarmMetrics: {
    what: "metrics read by alarms",
    unit: "metrics",
    dollars: 0.1,
    per: 1,
    free: "10 metrics",
    source: cloudWatch,
  },
  frequentAlarmMetrics: {
    what: "metrics read by alarms more often than every minute",
    unit: "metrics",
    dollars: 0.3,
    per: 1,
    free: "none",
    source: cloudWatch,
  },
  compositeAlarms: {
    what: "composite alarms",
    unit: "alarms",
    dollars: 0.5,
    per: 1,
    free: "none",
    source: cloudWatch,
  },
  dashboards: {
    what: "dashboards",
    unit: "dashboards",
    dollars: 3,
    per: 1,
    free: "3 of at most 50 metrics each",
    source: cloudWatch,
  },
  functionMetrics: {
    what: "metrics of functions",
    unit: "metrics",
    dollars: 0.3,
    per: 1,
    free: "10 metrics",
    source: cloudWatch,
  },
  logMetrics: {
    what: "metrics from log lines",
    unit: "metrics",
    dollars: 0.3,
    per: 1,
    free: "shared with metrics of functions",
    source: cloudWatch,
  },
  metricCalls: {
    what: "calls of PutMetricData",
    unit: "calls",
    dollars: 0.01,
    per: 1_000,
    free: "1,000,000 calls",
    source: cloudWatch,
  },
  logsTaken: {
    what: "log lines taken",
    unit: "GB",
    dollars: 0.5,
    per: 1,
    free: "5 GB, with what is stored",
    source: cloudWatch,
  },
  logsStored: {
    what: "log lines stored",
    unit: "GB",
    dollars: 0.03,
    per: 1,
    free: "shared with log lines taken",
    source: cloudWatch,
  },
  traces: {
    what: "traces recorded",
    unit: "traces",
    dollars: 5,
    per: 1_000_000,
    free: "100,000 traces",
    source: xRay,
  },
  insightTraces: {
    what: "traces that insights look at",
    unit: "traces",
    dollars: 1,
    per: 1_000_000,
    free: "none",
    source: xRay,
  },
  browserEvents: {
    what: "events of browsers",
    unit: "events",
    dollars: 1,
    per: 100_000,
    free: "1,000,000 events, once",
    source: cloudWatch,
  },
} as const satisfies Readonly<Record<string, Price>>;

/** What a bill can have on it. */
export type PriceId = keyof typeof prices;
