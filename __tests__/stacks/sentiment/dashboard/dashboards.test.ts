import { describe, expect, it } from "vitest";
import { prod } from "../../../../environments/prod.ts";
import type { LambdaContract } from "../../../../lambdas/shared/contract/index.ts";
import { dimensionSetsOf } from "../../../../modules/guardrails/aws-metrics.ts";
import { sentimentAlarmRegister } from "../../../../stacks/sentiment/alarms/alarm-register.ts";
import { sentimentDashboards } from "../../../../stacks/sentiment/dashboard/dashboards.ts";
import { surroundingsOf } from "../../../../stacks/sentiment/surroundings.ts";
import { alarmsOf } from "../../../helpers/alarms.ts";
import { linesOf, type ReadLine, widgetsOf } from "../../../helpers/dashboards.ts";
import { manyContracts } from "../../../helpers/many-contracts.ts";
import { sentimentContracts, sentimentStacks } from "../../../helpers/sentiment-stacks.ts";

/** Namespace, name and dimensions, so that two ways to write the same are equal. */
const metricText = ({ namespace, name, dimensions }: Pick<ReadLine, "namespace" | "name" | "dimensions">) =>
  JSON.stringify([namespace, name, Object.entries(dimensions).sort()]);

/** Every metric that a contract declares, as its function writes it. */
function written({ system, metrics }: LambdaContract, environment: string): readonly string[] {
  return Object.entries(metrics).flatMap(([name, { branch, dimensions = {} }]) => {
    const namespace = branch === undefined ? system.metricNamespace : `${system.metricNamespace}/${branch}`;
    const [[dimension, values] = ["", []]] = Object.entries(dimensions);
    const choices = dimension === "" ? [{}] : values.map((value) => ({ [dimension]: value }));
    return choices.map((choice) =>
      metricText({ namespace, name, dimensions: { Environment: environment, ...choice } }),
    );
  });
}

describe.each(sentimentStacks)("the dashboard of $name", ({ environment, stack }) => {
  const name = (part: string) => `${environment.name}-sentiment-${part}`;
  const { dashboard_body } = stack.resource("aws_cloudwatch_dashboard", { dashboard_name: name("overview") });
  const widgets = widgetsOf(dashboard_body);
  const lines = widgets.flatMap(linesOf);
  const prefix = `arn:aws:cloudwatch:${environment.region}:${environment.accountId}:alarm:`;

  it("is one: each more costs three dollars a month", () => {
    expect(Object.keys(stack.resources("aws_cloudwatch_dashboard"))).toHaveLength(1);
  });

  it("FR-044, SC-022: shows every alarm, each once, by severity", () => {
    const all = [
      ...alarmsOf(stack).map(({ body }) => body),
      ...Object.values(stack.resources("aws_cloudwatch_composite_alarm")),
    ];
    const [summary, ...columns] = widgets.filter(({ type }) => type === "alarm");

    const shown = [summary, ...columns].flatMap((widget) => widget?.properties.alarms ?? []);

    expect([...shown].sort()).toEqual(all.map(({ alarm_name }) => `${prefix}${alarm_name}`).sort());
    for (const { properties } of columns) {
      const own = all.filter(({ alarm_name }) => properties.alarms?.includes(`${prefix}${alarm_name}`));
      const severities = own.map(({ alarm_description }) => String(alarm_description).split(":")[0]);
      expect(new Set(severities)).toEqual(new Set([properties.title?.split(":")[0]?.toUpperCase()]));
    }
  });

  it("FR-129, SC-079: begins with what sums up all critical alarms", () => {
    const first = widgets.find(({ type }) => type === "alarm");

    expect(first).toMatchObject({ y: 0, properties: { alarms: [`${prefix}${name("critical")}`, expect.any(String)] } });
  });

  it("shows every metric of every contract, with the dimensions that it is written with", () => {
    const shown = new Set(lines.map(metricText));

    const missing = sentimentContracts.flatMap((contract) =>
      written(contract, environment.name).filter((metric) => !shown.has(metric)),
    );

    expect(missing).toEqual([]);
  });

  it("shows only metrics that somebody writes", () => {
    const custom = new Set([
      ...sentimentContracts.flatMap((contract) => written(contract, environment.name)),
      ...alarmsOf(stack)
        .flatMap(({ metrics }) => metrics)
        .map(metricText),
    ]);

    const unknown = lines.filter((line) => {
      const { namespace = "", name: metric = "", dimensions } = line;
      if (line.options.expression !== undefined) return false;
      if (!namespace.startsWith("AWS/")) return !custom.has(metricText(line));
      return dimensionSetsOf(namespace, metric)?.includes(Object.keys(dimensions).sort().join(" ")) !== true;
    });

    expect(unknown).toEqual([]);
  });

  it("FR-041, FR-127: shows traffic, errors, duration against the time-out and saturation of every function", () => {
    for (const { name: contractName, timeoutSeconds } of sentimentContracts) {
      const titles = ["traffic", "errors", "duration, ms", "saturation, percent"];
      const row = titles.map((title) =>
        widgets.find(({ properties }) => properties.title === `${contractName}: ${title}`),
      );

      expect(new Set(row.map((widget) => widget?.y)).size).toBe(1);
      expect(row.map((widget) => widget?.x)).toEqual([0, 6, 12, 18]);
      expect(row[2]?.properties.annotations?.horizontal).toContainEqual(
        expect.objectContaining({ value: timeoutSeconds * 1_000 }),
      );
    }
  });

  it("draws the threshold of every alarm, but for bands and shares of the memory", () => {
    const drawn = widgets.flatMap(({ properties }) => properties.annotations?.horizontal ?? []);
    const values = new Set(drawn.map(({ value }) => value));
    const names = drawn.map(({ label }) => label.split(": ")[1]);

    const missing = alarmsOf(stack).filter(
      ({ name: alarm, body }) =>
        body.threshold !== undefined &&
        !values.has(Number(body.threshold)) &&
        !names.includes(alarm.slice(name("").length)),
    );

    expect(missing).toEqual([]);
  });

  it("leads to the runbook", () => {
    expect(widgets[0]?.properties.markdown).toContain(`(${environment.runbookUrl})`);
  });
});

describe("the dashboards of two hundred functions", () => {
  const contracts = manyContracts(200);
  const surroundings = surroundingsOf(prod);
  const register = sentimentAlarmRegister(surroundings, contracts);
  const dashboards = sentimentDashboards(surroundings, contracts, register);

  it("are as few as the limits of CloudWatch allow, and keep them", () => {
    const counts = dashboards.map(({ body }) => {
      const widgets = widgetsOf(body);
      const metrics = widgets.map((widget) => linesOf(widget).filter(({ name }) => name !== undefined).length);
      expect(Math.max(...metrics)).toBeLessThanOrEqual(500);
      for (const { properties } of widgets) expect(properties.alarms?.length ?? 0).toBeLessThanOrEqual(100);
      return { widgets: widgets.length, metrics: metrics.reduce((sum, count) => sum + count, 0) };
    });
    const total = (what: "widgets" | "metrics") => counts.reduce((sum, each) => sum + each[what], 0);

    expect(Math.max(...counts.map(({ widgets }) => widgets))).toBeLessThanOrEqual(500);
    expect(Math.max(...counts.map(({ metrics }) => metrics))).toBeLessThanOrEqual(2_500);
    expect(dashboards).toHaveLength(Math.max(Math.ceil(total("widgets") / 500), Math.ceil(total("metrics") / 2_500)));
  });

  it("FR-044: show every alarm, and every function", () => {
    const widgets = dashboards.flatMap(({ body }) => widgetsOf(body));

    const shown = new Set(widgets.flatMap(({ properties }) => properties.alarms ?? []));
    const titles = widgets.map(({ properties }) => properties.title);

    expect(shown.size).toBe(register.alarms.length + register.composites.length);
    expect(titles).toEqual(expect.arrayContaining(contracts.map(({ name }) => `${name}: traffic`)));
  });

  it("lead to one another, and all say whether anything is on", () => {
    const [first, second] = dashboards.map(({ body }) => widgetsOf(body));

    expect(first?.[0]?.properties.markdown).toContain("dashboards:name=prod-sentiment-overview-2");
    expect(second?.[0]?.properties.markdown).toContain("dashboards:name=prod-sentiment-overview)");
    expect(second?.[1]?.properties.alarms).toEqual(first?.[1]?.properties.alarms);
  });

  it("FR-129: are summed up by composites that CloudWatch takes", () => {
    const sizes = register.composites.map(({ members }) => members.length);

    expect(register.composites.length).toBeGreaterThan(4);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(100);
  });
});
