import {
  type LambdaContract,
  metricNamespace,
  reliabilityBranch,
  silentFailureMetric,
} from "../../../lambdas/shared/contract/index.ts";
import { naming } from "../../../modules/naming/naming.ts";
import { filterValue, logFilter } from "../../helpers/log-filter.ts";
import type { ResourceBody, Synthesized } from "../../helpers/synthesize.ts";
import type { Metric, MetricStore, Series } from "../cloudwatch/metric-store.ts";

/** When a value belongs to, and how often it came. */
export interface When {
  readonly minute: number;
  /** Default: 1. */
  readonly samples?: number;
  /** Default: the same minute. */
  readonly arrives?: number;
}

/** Writes metrics as the system does: by the names that contracts, stacks and AWS give them. */
export interface Recorder {
  /** A metric that AWS itself publishes. */
  aws(namespace: string, name: string, dimensions: Metric["dimensions"], value: number, when: When): void;
  /** @throws where the contract does not declare the metric with these dimensions. */
  custom(contract: LambdaContract, name: string, value: number, when: When, dimensions?: Metric["dimensions"]): void;
  survived(contract: LambdaContract, path: string, when: When): void;
  /** A trace that belongs to a group of X-Ray. */
  trace(group: string, when: When): void;
  /** A trace that X-Ray marks: `error` where the caller is to blame, else `fault`. Counted where the group asks for it. */
  brokenTrace(mark: "fault" | "error", when: When): void;
  /** A line in the log of a function; filters of the stack make metrics of it. */
  line(contract: LambdaContract, line: string, when: When, value?: number): void;
  /** Names in AWS. */
  readonly nameOf: ReturnType<typeof naming>;
}

interface Filter {
  readonly contractName: string;
  readonly matches: (line: string) => boolean;
  readonly metric: Metric;
  readonly value: string;
}

/** @param stack whose log filters make metrics of lines. */
export function recorder(
  store: MetricStore,
  stack: Synthesized,
  environment: string,
  contracts: readonly LambdaContract[],
): Recorder {
  const system = contracts[0]?.system;
  if (system === undefined) throw new Error("a system needs a function");
  const nameOf = naming({ environment, system: system.name });
  const written = new Map<string, Series>();
  const groups = new Map(
    Object.values(stack.resources("aws_xray_group")).map((group) => [
      group.group_name,
      String(group.filter_expression),
    ]),
  );
  const record = ({ namespace, name, dimensions }: Metric, value: number, when: When) => {
    const { minute, samples = 1, arrives = minute } = when;
    let key = `${namespace} ${name}`;
    for (const dimension in dimensions) key += ` ${dimensions[dimension]}`;
    const series = written.get(key) ?? store.seriesOf({ namespace, name, dimensions });
    written.set(key, series);
    series.add({ minute, value, samples, arrives });
  };
  const traced = (group: string, when: When) =>
    record({ namespace: "AWS/X-Ray", name: "ApproximateTraceCount", dimensions: { GroupName: group } }, 1, when);
  const filters = Object.values(stack.resources("aws_cloudwatch_log_metric_filter")).map(filterOf);
  const known = new Map<string, readonly Filter[]>();
  return {
    nameOf,
    aws: (namespace, name, dimensions, value, when) => record({ namespace, name, dimensions }, value, when),
    custom(contract, name, value, when, dimensions = {}) {
      const declared = contract.metrics[name];
      const isExpected = ([key, values]: readonly [string, readonly string[]]) =>
        values.includes(dimensions[key] ?? "");
      if (declared === undefined || !Object.entries(declared.dimensions ?? {}).every(isExpected)) {
        throw new Error(`${contract.name} declares no ${name} ${JSON.stringify(dimensions)}`);
      }
      const namespace = metricNamespace(system, declared.branch);
      record({ namespace, name, dimensions: { Environment: environment, ...dimensions } }, value, when);
    },
    survived(contract, path, when) {
      if (contract.failurePaths[path] === undefined) throw new Error(`${contract.name} has no failure path ${path}`);
      const dimensions = { FunctionName: nameOf("Lambda function", contract.name), FailurePath: path };
      record(
        { namespace: metricNamespace(system, reliabilityBranch), name: silentFailureMetric.name, dimensions },
        1,
        when,
      );
    },
    trace: (group, when) => traced(nameOf("X-Ray group", group), when),
    brokenTrace(mark, when) {
      const group = nameOf("X-Ray group", "errors");
      if (groups.get(group)?.includes(`${mark} = true`) === true) traced(group, when);
    },
    line(contract, line, when, value) {
      const key = `${contract.name} ${line}`;
      const matching =
        known.get(key) ??
        filters.filter(({ contractName, matches }) => contractName === contract.name && matches(line));
      known.set(key, matching);
      for (const filter of matching) {
        const counted = value ?? filterValue(filter.value, line);
        if (counted !== undefined) record(filter.metric, counted, when);
      }
    },
  };
}

function filterOf({ log_group_name, pattern, metric_transformation }: ResourceBody): Filter {
  const [, contractName = ""] =
    /^\$\{aws_cloudwatch_log_group\.([\w-]+?)_log-group_/.exec(String(log_group_name)) ?? [];
  const { name, namespace, value, ...others } = metric_transformation as Readonly<Record<string, string>>;
  if (Object.keys(others).length > 0) throw new Error(`${name}: ${Object.keys(others).join(", ")} is not simulated`);
  const metric = { namespace: String(namespace), name: String(name), dimensions: {} };
  return { contractName, matches: logFilter(String(pattern)), metric, value: String(value) };
}
