import { beforeAll, describe, expect, it } from "vitest";
import {
  type LambdaContract,
  metricNamespace,
  reliabilityBranch,
  silentFailureMetric,
} from "../../lambdas/shared/contract/index.ts";
import { metricFallbackPattern } from "../../modules/alarms/log-patterns.ts";
import { alarmsOf } from "../helpers/alarms.ts";
import { logFilter } from "../helpers/log-filter.ts";
import { collectorLines, functionLines, platformLines } from "../helpers/log-lines.ts";
import { sentimentContracts, sentimentStacks } from "../helpers/sentiment-stacks.ts";
import { packaged } from "../rig/test-rig.ts";
import { type Emitted, emittedBy } from "./emitting-world.ts";
import { emitEverything } from "./everything-emitted.ts";
import { type MetricSeries, seriesText, seriesTexts } from "./metric-series.ts";

const functions = await packaged(...sentimentContracts.map(({ name }) => name));

/** What was emitted, by environment: most of the time is waiting, so that all wait at once. */
const emitted = new Map<string, Emitted>();
beforeAll(async () => {
  await Promise.all(
    sentimentStacks.map(async (row) => emitted.set(row.name, await emittedBy(row, functions, emitEverything))),
  );
}, 120_000);

describe.each(sentimentStacks)("what the functions of $name emit, and what its alarms read", (row) => {
  const alarms = alarmsOf(row.stack);
  const watched = alarms.flatMap(({ metrics }) => metrics).filter(({ namespace }) => !namespace.startsWith("AWS/"));
  const filters = Object.values(row.stack.resources("aws_cloudwatch_log_metric_filter"));
  const written = () => emitted.get(row.name) ?? expect.fail("nothing was emitted");

  it("FR-042, SC-018: every metric that a contract declares was emitted, and no other", () => {
    const declared = sentimentContracts.flatMap((contract) => declaredSeries(contract, row.name));

    expect(seriesTexts(written().metrics)).toEqual(seriesTexts(declared));
  });

  it("D35: every alarm on a metric of the project's own reads one that was written, with exactly its dimensions", () => {
    const known = new Set([...seriesTexts(written().metrics), ...seriesTexts(filters.map(seriesOfFilter))]);

    expect(seriesTexts(watched).filter((text) => !known.has(text))).toEqual([]);
    expect(watched.length).toBeGreaterThan(40);
  });

  it("FR-042, SC-018: every emitted metric is read by an alarm, or its contract says why not", () => {
    const read = new Set(watched.map(seriesText));
    const excused = new Set(
      sentimentContracts.flatMap((contract) =>
        declaredSeries(contract, row.name).flatMap((series) => {
          const alarm = contract.metrics[series.name]?.alarm;
          return alarm !== undefined && "none" in alarm && alarm.none.split(" ").length > 2 ? [seriesText(series)] : [];
        }),
      ),
    );

    const unread = [...seriesTexts(written().metrics), ...seriesTexts(filters.map(seriesOfFilter))];

    expect(unread.filter((text) => !read.has(text) && !excused.has(text))).toEqual([]);
  });

  it("FR-125: every log filter matches a line that is written, the fallback one for each metric that was refused", () => {
    const lines = [...written().lines, ...Object.values({ ...platformLines, ...functionLines, ...collectorLines })];

    const unmatched = filters.filter(({ pattern }) => !lines.some(logFilter(String(pattern))));

    expect(unmatched.map(({ name }) => name)).toEqual([]);
    expect(written().lines.filter(logFilter(metricFallbackPattern))).toHaveLength(2);
  });
});

/** Everything that a contract says its function emits, once per value of the dimensions. */
function declaredSeries(contract: LambdaContract, environment: string): readonly MetricSeries[] {
  const own = Object.entries(contract.metrics).flatMap(([name, { branch, dimensions = {} }]) =>
    combinations(dimensions).map((values) => ({
      namespace: metricNamespace(contract.system, branch),
      name,
      dimensions: { Environment: environment, ...values },
    })),
  );
  const survived = Object.keys(contract.failurePaths).map((path) => ({
    namespace: metricNamespace(contract.system, reliabilityBranch),
    name: silentFailureMetric.name,
    dimensions: { FunctionName: `${environment}-${contract.system.name}-${contract.name}`, FailurePath: path },
  }));
  return [...own, ...survived];
}

function combinations(
  dimensions: Readonly<Record<string, readonly string[]>>,
): readonly Readonly<Record<string, string>>[] {
  return Object.entries(dimensions).reduce<readonly Readonly<Record<string, string>>[]>(
    (all, [name, values]) => all.flatMap((each) => values.map((value) => ({ ...each, [name]: value }))),
    [{}],
  );
}

/** The metric that a log filter makes. */
function seriesOfFilter({ metric_transformation }: Readonly<Record<string, unknown>>): MetricSeries {
  const {
    namespace,
    name,
    dimensions = {},
  } = metric_transformation as Omit<MetricSeries, "dimensions"> & {
    readonly dimensions?: Readonly<Record<string, string>>;
  };
  return { namespace, name, dimensions };
}
