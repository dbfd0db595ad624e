import { describe, expect, it } from "vitest";
import { alarmsOf } from "../../../helpers/alarms.ts";
import { sentimentStacks } from "../../../helpers/sentiment-stacks.ts";
import { deployedFunctions } from "./deployed-functions.ts";

describe.each(sentimentStacks)("what wakes somebody in $name", (row) => {
  const { environment, stack } = row;
  const name = (part: string) => `${environment.name}-sentiment-${part}`;
  const functions = deployedFunctions(row).map(({ functionName }) => functionName);
  const alarms = alarmsOf(stack);
  const members = (composite: string) => {
    const { alarm_rule } = stack.resource("aws_cloudwatch_composite_alarm", { alarm_name: name(composite) });
    return [...String(alarm_rule).matchAll(/ALARM\("([^"]+)"\)/g)].map(([, member]) => member ?? "");
  };

  it.each([
    ["failed invocations of every function", functions.map((each) => `${each}-errors`)],
    ["functions that cannot start", functions.map((each) => `${each}-start-failures`)],
    ["sources that are cut off", ["tiingo", "finnhub"].map((source) => name(`circuit-breaker-open-${source}`))],
    ["metrics that do not arrive", [name("emission-heartbeat")]],
    ["news that do not come in", [name("no-new-items-1h")]],
    ["failures that functions survive", [name("silent-failures")]],
    ["answers that the REST API fails", [name("dashboard-api-5xx")]],
    ["answers that public URLs fail", ["dashboard", "sse-streaming"].map((each) => name(`${each}-url-5xx`))],
    ["traces that get lost", ["collector-export-failures", "spans-lost"].map((each) => name(`sse-streaming-${each}`))],
  ])("FR-129: %s", (_, expected) => {
    expect(members("critical")).toEqual(expect.arrayContaining(expected));
  });

  it("FR-129: full dead-letter queues", () => {
    const critical = new Set(members("critical"));
    const watched = alarms
      .filter((alarm) => critical.has(alarm.name) && alarm.metrics[0]?.namespace === "AWS/SQS")
      .map(({ metrics }) => metrics[0]?.dimensions.QueueName);
    const queues = Object.values(stack.resources("aws_sqs_queue")).map((queue) => queue.name);

    expect([...watched].sort()).toEqual([...queues].sort());
  });

  it("FR-134: the composite of survived failures names alarms of both functions that survive something", () => {
    const own = alarms.filter((alarm) => members("silent-failures").includes(alarm.name));

    expect(own.map(({ metrics }) => metrics.map((metric) => metric.name))).toEqual(
      own.map(() => ["SilentFailure/Count"]),
    );
    expect(new Set(own.map(({ metrics }) => metrics[0]?.dimensions.FunctionName))).toEqual(
      new Set([name("ingestion"), name("analysis")]),
    );
  });

  it("every member of a composite is an alarm that stands in the same stack", () => {
    const known = new Set([...alarms.map((alarm) => alarm.name), name("silent-failures")]);

    expect([...members("critical"), ...members("silent-failures")].filter((member) => !known.has(member))).toEqual([]);
  });
});
