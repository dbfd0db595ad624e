import { describe, expect, it } from "vitest";
import { alarmsOf, type ReadAlarm } from "../../../helpers/alarms.ts";
import { sentimentStacks } from "../../../helpers/sentiment-stacks.ts";
import { deployedFunctions } from "./deployed-functions.ts";

/** Of the timeout: where the alarm on the latency of a function may stand (FR-061). */
const [lowestShare, highestShare] = [0.8, 0.9];

describe.each(sentimentStacks)("every function that $name deploys", (row) => {
  const alarms = alarmsOf(row.stack);
  const functions = deployedFunctions(row);

  it("SC-017, FR-039, FR-040, FR-041, FR-104, FR-129: has its full standard set of alarms", () => {
    const kinds = ["errors", "latency", "memory", "throttles", "start-failures"];

    const missing = functions.flatMap(({ functionName }) =>
      kinds.map((kind) => `${functionName}-${kind}`).filter((name) => !alarms.some((alarm) => alarm.name === name)),
    );

    expect(functions).toHaveLength(6);
    expect(missing).toEqual([]);
  });

  it.each(functions)("FR-040, SC-017: $functionName has a critical alarm on its errors", ({ functionName }) => {
    const onErrors = alarms.filter(
      (alarm) => reads(alarm, "Errors", functionName) && String(alarm.body.alarm_description).startsWith("CRITICAL"),
    );

    expect(onErrors.map(({ name }) => name)).toEqual([`${functionName}-errors`]);
  });

  it.each(functions)(
    "FR-041, FR-061, FR-128: $functionName has an alarm on its p95 at 80 to 90 % of the timeout that it is deployed with",
    ({ functionName, timeoutMilliseconds }) => {
      const shares = alarms
        .filter((alarm) => reads(alarm, "Duration", functionName) && alarm.metrics[0]?.statistic === "p95")
        .map(({ body }) => Number(body.threshold) / timeoutMilliseconds);

      expect(shares.filter((share) => share >= lowestShare && share <= highestShare)).toHaveLength(1);
    },
  );

  it("FR-061: a stream ends by itself before the alarm on its latency, and well before its timeout", () => {
    const streaming = functions.find(({ variables }) => variables.SSE_STREAM_LIFETIME_SECONDS !== undefined);
    const lifetime = Number(streaming?.variables.SSE_STREAM_LIFETIME_SECONDS) * 1_000;
    const limit = alarms.find(({ name }) => name === `${streaming?.functionName}-latency`)?.body.threshold;

    expect(lifetime).toBeLessThan(Number(limit));
    expect(lifetime / Number(streaming?.timeoutMilliseconds)).toBeLessThanOrEqual(0.7);
  });

  it.each(functions)(
    "FR-104: $functionName has an alarm at 85 % of the memory that it is deployed with, from its own log",
    ({ functionName, memoryMegabytes }) => {
      const alarm = alarms.find(({ name }) => name === `${functionName}-memory`);
      const made = Object.values(row.stack.resources("aws_cloudwatch_log_metric_filter")).filter(
        ({ metric_transformation }) =>
          (metric_transformation as { readonly name: string }).name === alarm?.metrics[0]?.name,
      );

      expect(Number(alarm?.body.threshold) / memoryMegabytes).toBeCloseTo(0.85, 3);
      expect(made.map(({ log_group_name }) => row.stack.referenced(log_group_name).name)).toEqual([
        `/aws/lambda/${functionName}`,
      ]);
    },
  );
});

/** Whether an alarm reads a metric that Lambda publishes of a function alone. */
function reads({ metrics }: ReadAlarm, name: string, functionName: string): boolean {
  const [first] = metrics;
  return first?.namespace === "AWS/Lambda" && first.name === name && first.dimensions.FunctionName === functionName;
}
