import { type MetricStore, metricStore } from "../../alarms-simulator/cloudwatch/metric-store.ts";
import { type EmittedMetric, metricsOfLine } from "../../helpers/embedded-metrics.ts";
import { filterValue, logFilter } from "../../helpers/log-filter.ts";
import type { Invoked } from "../world.ts";
import type { DeployedContract } from "./deployed-system.ts";

/** A filter that makes metrics of log lines, as CloudWatch Logs has it. */
export interface DeployedFilter {
  readonly logGroup: string;
  readonly pattern: string;
  readonly namespace: string;
  readonly metric: string;
  readonly value: string;
}

/** Values that reached CloudWatch by a call. */
export interface PutMetrics {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly metrics: readonly EmittedMetric[];
}

export interface EmittedProps {
  readonly system: readonly DeployedContract[];
  readonly filters: readonly DeployedFilter[];
  readonly invocations: readonly Invoked[];
  readonly put: readonly PutMetrics[];
  /** Everything that a function wrote. */
  readonly written: (functionName: string) => string;
}

const minute = 60_000;

/** Everything that CloudWatch would know: what functions emitted and logged, and what Lambda itself says of them. */
export function emittedMetrics({ system, filters, invocations, put, written }: EmittedProps): MetricStore {
  const store = metricStore();
  const record = (at: number, { namespace, name, dimensions, values }: Omit<EmittedMetric, "unit">) => {
    const when = { minute: Math.floor(at / minute), samples: 1, arrives: Math.floor(at / minute) };
    for (const value of values) store.seriesOf({ namespace, name, dimensions }).add({ ...when, value });
  };
  for (const { at, metrics } of put) for (const metric of metrics) record(at, metric);
  for (const { contract, deployed } of system) {
    const dimensions = { FunctionName: deployed.name };
    for (const { at, milliseconds, failure } of invocations.filter(({ name }) => name === contract.name))
      for (const [name, value] of [
        ["Invocations", 1],
        ["Errors", failure === undefined ? 0 : 1],
        ["Duration", milliseconds],
        ["Throttles", 0],
      ] as const)
        record(at, { namespace: "AWS/Lambda", name, dimensions, values: [value] });
    const ofLogs = filters.filter(({ logGroup }) => logGroup === deployed.logGroup);
    recordLines(written(contract.name), ofLogs, record);
  }
  return store;
}

function recordLines(
  text: string,
  filters: readonly DeployedFilter[],
  record: (at: number, metric: Omit<EmittedMetric, "unit">) => void,
): void {
  const compiled = filters.map((filter) => ({ ...filter, matches: logFilter(filter.pattern) }));
  let at = 0;
  for (const line of text.split("\n")) {
    at = timeOf(line) ?? at;
    for (const metric of metricsOfLine(isJson(line) ? line : "")) record(at, metric);
    for (const { matches, namespace, metric, value } of compiled) {
      const counted = matches(line) ? filterValue(value, line) : undefined;
      if (counted !== undefined) record(at, { namespace, name: metric, dimensions: {}, values: [counted] });
    }
  }
}

/** When a line was written, epoch milliseconds; undefined where it does not say. */
function timeOf(line: string): number | undefined {
  if (!isJson(line)) return undefined;
  const { _aws, timestamp } = JSON.parse(line) as { _aws?: { Timestamp: number }; timestamp?: string };
  const at = _aws?.Timestamp ?? Date.parse(timestamp ?? "");
  return Number.isNaN(at) ? undefined : at;
}

function isJson(line: string): boolean {
  return line.startsWith("{") && line.endsWith("}");
}
