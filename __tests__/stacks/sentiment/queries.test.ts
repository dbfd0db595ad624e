import { describe, expect, it } from "vitest";
import { prod } from "../../../environments/prod.ts";
import type { LambdaContract } from "../../../lambdas/shared/contract/index.ts";
import { sentimentAlarmRegister } from "../../../stacks/sentiment/alarms/alarm-register.ts";
import { metrics } from "../../../stacks/sentiment/functions.ts";
import { sentimentQueries } from "../../../stacks/sentiment/queries.ts";
import { surroundingsOf } from "../../../stacks/sentiment/surroundings.ts";
import { alarmsOf } from "../../helpers/alarms.ts";
import { sentimentContracts, sentimentStacks, withoutFunctions } from "../../helpers/sentiment-stacks.ts";
import type { ResourceBody } from "../../helpers/synthesize.ts";

describe.each(sentimentStacks)("the saved queries of $name", ({ environment, stack }) => {
  const queries = Object.values(stack.resources("aws_cloudwatch_query_definition"));
  const groupsOf = ({ log_group_names }: ResourceBody) =>
    (log_group_names as readonly string[]).map((reference) => String(stack.referenced(reference).name));
  const texts = queries.map((query) => `${groupsOf(query)}: ${query.query_string}`);

  it("hold every query that an alarm names as the first look", () => {
    const looks = alarmsOf(stack).flatMap(
      ({ body }) => /Logs Insights, (.*)$/m.exec(String(body.alarm_description))?.[1] ?? [],
    );

    expect(looks.length).toBeGreaterThan(40);
    expect(looks.filter((look) => !texts.includes(look))).toEqual([]);
  });

  it.each(sentimentContracts.map(({ name }) => name))("ask %s for failures, the slowest, memory and starts", (name) => {
    const own = queries.map((query) => String(query.name));

    expect(own).toEqual(
      expect.arrayContaining(
        ["failures", "slowest-invocations", "memory", "cold-starts"].map(
          (question) => `${environment.name}-sentiment-${name}/${question}`,
        ),
      ),
    );
  });

  it("follow one trace through the logs of all functions", () => {
    const query = stack.resource("aws_cloudwatch_query_definition", {
      name: `${environment.name}-sentiment-all/one-trace`,
    });

    expect(groupsOf(query)).toEqual(
      sentimentContracts.map(({ name }) => `/aws/lambda/${environment.name}-sentiment-${name}`),
    );
    expect(query.query_string).toContain("xray_trace_id");
  });
});

describe("queries over the logs of all functions", () => {
  it("come in parts from the fifty-first function on", () => {
    const contracts = Array.from(
      { length: 51 },
      (_, index): LambdaContract => ({ ...metrics, name: `m${index}`, metrics: {} }),
    );
    const surroundings = surroundingsOf(withoutFunctions(prod));

    const queries = sentimentQueries(surroundings, contracts, sentimentAlarmRegister(surroundings, contracts));

    const traces = queries.filter(({ name }) => name.startsWith("prod-sentiment-all/one-trace"));
    expect(traces.map(({ name, logGroups }) => [name, logGroups.length])).toEqual([
      ["prod-sentiment-all/one-trace", 50],
      ["prod-sentiment-all/one-trace-2", 1],
    ]);
  });
});
