import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dev } from "../../../../environments/dev.ts";
import { accountStack } from "../../../helpers/account-stacks.ts";
import { alarmsOf, type ReadAlarm } from "../../../helpers/alarms.ts";
import { sentimentStack, sentimentStacks } from "../../../helpers/sentiment-stacks.ts";
import { synthesize } from "../../../helpers/synthesize.ts";

const severities = ["CRITICAL", "WARNING", "INFO"];

/** Metrics whose silence is the fault. */
const heartbeats = ["EmissionHeartbeat", "NewItemsIngested"];

/** What missing data means, by what an alarm reads. */
function expectedTreatment({ metrics }: ReadAlarm): string {
  const [{ namespace, name } = { namespace: "", name: "" }] = metrics;
  if (heartbeats.includes(name)) return "breaching";
  if (namespace === "AWS/Lambda")
    return name.startsWith("Url") || metrics[0]?.period === 86_400 ? "notBreaching" : "missing";
  if (namespace === "AWS/X-Ray") return "missing";
  return namespace.startsWith("AWS/") ? "notBreaching" : "missing";
}

/** Sections of the runbook, as links name them. */
function runbookSections(): readonly string[] {
  return readFileSync("docs/runbooks.md", "utf8")
    .split("\n")
    .flatMap((line) => /^## (\S+)$/.exec(line)?.[1] ?? []);
}

/** Sections that alarms link. */
function linkedSections(bodies: readonly ReadAlarm["body"][]): string[] {
  return bodies.map(({ alarm_description }) => /#([a-z-]+)\n?/.exec(String(alarm_description))?.[1] ?? "none");
}

function severityOf({ alarm_description }: ReadAlarm["body"]): string {
  return String(alarm_description).split(":")[0] ?? "";
}

describe.each(sentimentStacks)("every alarm of $name", ({ environment, stack }) => {
  const name = (part: string) => `${environment.name}-sentiment-${part}`;
  const alarms = alarmsOf(stack);
  const composites = Object.values(stack.resources("aws_cloudwatch_composite_alarm"));
  const all = [...alarms.map(({ body }) => body), ...composites];

  it("reports to the alarm topic when it goes off and when it is over", () => {
    const topic = stack.resource("aws_sns_topic", { name: name("alarms") });

    for (const { alarm_actions, ok_actions } of all) {
      expect((alarm_actions as string[]).map(stack.referenced)).toEqual([topic]);
      expect(ok_actions).toEqual(alarm_actions);
    }
  });

  it("FR-045, FR-162: says what missing data means, by its class, and never keeps the last state", () => {
    const wrong = alarms
      .filter((alarm) => alarm.body.treat_missing_data !== expectedTreatment(alarm))
      .map((alarm) => `${alarm.name}: ${alarm.body.treat_missing_data}, expected ${expectedTreatment(alarm)}`);

    expect(wrong).toEqual([]);
  });

  it("says how bad it is, what it means and where to look, within what CloudWatch takes", () => {
    for (const body of all) {
      const text = String(body.alarm_description);
      const [first = "", runbook = "", look] = text.split("\n");

      expect(severities).toContain(severityOf(body));
      expect(first).toMatch(/^[A-Z]+: \S.*\.$/);
      expect(runbook).toMatch(new RegExp(`^Runbook: ${environment.runbookUrl}#[a-z-]+$`));
      if ("treat_missing_data" in body) expect(look).toMatch(/^(Logs Insights, \/aws\/|X-Ray traces: |Metrics: )/);
      expect(text.length).toBeLessThanOrEqual(1_024);
    }
  });

  it("links a section of the runbook that there is", () => {
    expect(runbookSections()).toEqual(expect.arrayContaining(linkedSections(all)));
  });

  it("FR-129: the critical ones, and they alone, are summed up in one alarm", () => {
    const critical = [
      ...alarms.filter(({ body }) => severityOf(body) === "CRITICAL").map((alarm) => alarm.name),
      name("silent-failures"),
    ];

    const { alarm_rule } = stack.resource("aws_cloudwatch_composite_alarm", { alarm_name: name("critical") });

    expect(String(alarm_rule)).toBe(critical.map((each) => `ALARM("${each}")`).join(" OR "));
    expect(critical.length).toBeLessThanOrEqual(100);
  });

  it("FR-134: every survived failure is in the one alarm on any of them, which is critical", () => {
    const paths = alarms.filter(({ metrics }) => metrics[0]?.name === "SilentFailure/Count").map((alarm) => alarm.name);

    const body = stack.resource("aws_cloudwatch_composite_alarm", { alarm_name: name("silent-failures") });

    expect(body.alarm_rule).toBe(paths.map((each) => `ALARM("${each}")`).join(" OR "));
    expect(severityOf(body)).toBe("CRITICAL");
    expect(body.depends_on).toHaveLength(paths.length);
  });

  it("reads a metric of the project's own only where something makes it", () => {
    const filtered = Object.values(stack.resources("aws_cloudwatch_log_metric_filter")).map(
      ({ metric_transformation }) => {
        const { namespace, name: metric } = metric_transformation as {
          readonly namespace: string;
          readonly name: string;
        };
        return `${namespace} ${metric}`;
      },
    );
    const fromLogs = alarms
      .flatMap(({ metrics }) => metrics)
      .filter(({ name: metric }) => metric.includes(`/${environment.name}-sentiment-`))
      .map(({ namespace, name: metric }) => `${namespace} ${metric}`);

    expect([...fromLogs].sort()).toEqual([...filtered].sort());
    for (const { metric_transformation } of Object.values(stack.resources("aws_cloudwatch_log_metric_filter"))) {
      expect(metric_transformation).not.toHaveProperty("default_value");
    }
  });
});

it("the runbook has no section without an alarm", () => {
  const linked = [...sentimentStacks.map(({ stack }) => stack), accountStack].flatMap((stack) =>
    linkedSections([
      ...alarmsOf(stack).map(({ body }) => body),
      ...Object.values(stack.resources("aws_cloudwatch_composite_alarm")),
    ]),
  );

  expect([...new Set(linked)].sort()).toEqual([...runbookSections()].sort());
});

describe("an environment with critical alarms alone", () => {
  const stack = synthesize(sentimentStack({ ...dev, alarms: "critical" }));

  it("has those that wake somebody, and the members of those that sum up", () => {
    const alarms = alarmsOf(stack);
    const others = alarms.filter(({ body }) => severityOf(body) !== "CRITICAL");

    expect(alarms.length).toBeGreaterThan(20);
    expect(others.map(({ metrics }) => metrics[0]?.name)).toEqual(others.map(() => "SilentFailure/Count"));
  });

  it("has no filter for a metric that nobody watches", () => {
    const names = Object.values(stack.resources("aws_cloudwatch_log_metric_filter")).map((filter) =>
      String(filter.name),
    );

    expect(names.filter((name) => name.endsWith("-memory"))).toEqual([]);
    expect(names).toContain("dev-sentiment-metrics-start-failures");
  });
});
