import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { grownEnvironment } from "../../../bench/growth/grown-environment.ts";
import { type Synthesis, synthesize } from "../../../modules/synthesis/synthesize.ts";
import { linesOf, widgetsOf } from "../../helpers/dashboards.ts";

const functionCount = 200;
const directory = mkdtempSync(join(tmpdir(), "grown-environment-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe(`an environment of ${functionCount} functions`, () => {
  let synthesis: Synthesis;
  beforeAll(async () => {
    synthesis = await synthesize({
      root: process.cwd(),
      outputDirectory: join(directory, "output"),
      cacheDirectory: join(directory, "cache"),
      definitions: [grownEnvironment(functionCount)],
      published: false,
    });
  }, 180_000);

  const bodies = (kind: string) =>
    synthesis.stacks.flatMap(({ json }) =>
      Object.values((json.resource?.[kind] ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>),
    );

  it("passes every check of a synthesis, with alarms and resources for each", () => {
    expect(bodies("aws_lambda_function")).toHaveLength(functionCount);
    expect(bodies("aws_cloudwatch_metric_alarm").length).toBeGreaterThan(10 * functionCount);
  });

  it("FR-129: has composites of at most 100 alarms, in rules of at most 10,240 characters", () => {
    const rules = bodies("aws_cloudwatch_composite_alarm").map(({ alarm_rule }) => String(alarm_rule));

    expect(rules.length).toBeGreaterThan(2);
    for (const rule of rules) {
      expect(rule.split("ALARM(").length - 1).toBeLessThanOrEqual(100);
      expect(rule.length).toBeLessThanOrEqual(10_240);
    }
  });

  it("FR-044: has dashboards within the limits of CloudWatch", () => {
    const dashboards = bodies("aws_cloudwatch_dashboard").map(({ dashboard_body }) => widgetsOf(dashboard_body));

    expect(dashboards.length).toBeGreaterThan(1);
    for (const widgets of dashboards) {
      const metrics = widgets.map((widget) => linesOf(widget).filter(({ name }) => name !== undefined).length);
      expect(widgets.length).toBeLessThanOrEqual(500);
      expect(Math.max(...metrics)).toBeLessThanOrEqual(500);
      expect(metrics.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(2_500);
      for (const { properties } of widgets) expect(properties.alarms?.length ?? 0).toBeLessThanOrEqual(100);
    }
  });

  it("has saved queries over at most 50 log groups, and descriptions that an alarm can have", () => {
    const queries = bodies("aws_cloudwatch_query_definition").map(({ log_group_names }) => log_group_names as string[]);
    const descriptions = bodies("aws_cloudwatch_metric_alarm").map(({ alarm_description }) => `${alarm_description}`);

    expect(Math.max(...queries.map(({ length }) => length))).toBe(50);
    expect(Math.max(...descriptions.map(({ length }) => length))).toBeLessThanOrEqual(1_024);
  });
});
