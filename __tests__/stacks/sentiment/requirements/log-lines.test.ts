import { describe, expect, it } from "vitest";
import { alarmsOf } from "../../../helpers/alarms.ts";
import { logFilter } from "../../../helpers/log-filter.ts";
import { collectorLines, functionLines, platformLines } from "../../../helpers/log-lines.ts";
import { sentimentStacks } from "../../../helpers/sentiment-stacks.ts";

const everyLine = { ...platformLines, ...functionLines, ...collectorLines };

/** What a filter of this function must count, and how its alarm judges the count. */
const expected = [
  ["FR-098", "sse-streaming", "collector-export-failures", ["exportAsJson", "exportAsText"], "CRITICAL"],
  [
    "FR-123",
    "sse-streaming",
    "collector-start-failures",
    ["collectorConfiguration", "collectorPort", "collectorPipelines"],
    "CRITICAL",
  ],
  ["FR-125", "metrics", "metric-fallback", ["fallback"], "WARNING"],
  ["FR-140", "sse-streaming", "spans-lost", ["spansLost"], "CRITICAL"],
] as const;

describe.each(sentimentStacks)("lines that alarms of $name wait for", ({ environment, stack }) => {
  it.each(expected)(
    "%s: from a line of %s to the alarm %s, nothing is missing in between",
    (_, contract, part, lines, severity) => {
      const functionName = `${environment.name}-sentiment-${contract}`;
      const filter = stack.resource("aws_cloudwatch_log_metric_filter", { name: `${functionName}-${part}` });
      const { namespace, name, value, ...rest } = filter.metric_transformation as Readonly<Record<string, string>>;
      const matches = logFilter(String(filter.pattern));
      const reading = alarmsOf(stack).filter(({ metrics }) => metrics.some((metric) => metric.name === name));

      expect(Object.entries(everyLine).flatMap(([key, line]) => (matches(line) ? [key] : []))).toEqual(lines);
      expect(stack.referenced(filter.log_group_name).name).toBe(`/aws/lambda/${functionName}`);
      expect({ value, ...rest }).toEqual({ value: "1" });
      expect(reading).toMatchObject([
        {
          metrics: [{ namespace, name, dimensions: {}, statistic: "Sum", period: 300 }],
          body: {
            comparison_operator: "GreaterThanThreshold",
            threshold: 0,
            evaluation_periods: 1,
            treat_missing_data: "missing",
            alarm_description: expect.stringMatching(`^${severity}: `),
          },
        },
      ]);
    },
  );
});
