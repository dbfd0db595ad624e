import { describe, expect, it } from "vitest";
import { sentimentContracts, sentimentStacks } from "../../helpers/sentiment-stacks.ts";

describe.each(sentimentStacks)("sampling and trace groups of $name", ({ environment, stack }) => {
  const name = (part: string) => `${environment.name}-sentiment-${part}`;
  const rules = Object.values(stack.resources("aws_xray_sampling_rule"));
  const groups = Object.values(stack.resources("aws_xray_group"));
  const services: Readonly<Record<string, readonly [string, string]>> = {
    all: [name("*"), "*"],
    default: [name("*"), "*"],
    apigw: [name("dashboard-api/v1"), "AWS::ApiGateway::Stage"],
    fnurl: [name("sse-streaming"), "AWS::Lambda::Function"],
  };

  it("samples as the environment says (FR-034)", () => {
    const expected = environment.samplingRules.map((rule) => ({
      rule_name: name(rule.name),
      priority: rule.priority,
      reservoir_size: rule.reservoirSize,
      fixed_rate: rule.fixedRate,
      service_name: services[rule.name]?.[0],
      service_type: services[rule.name]?.[1],
      host: "*",
      http_method: "*",
      url_path: "*",
      resource_arn: "*",
      version: 1,
    }));

    const byPriority = [...rules].sort((a, b) => Number(a.priority) - Number(b.priority));
    expect(byPriority).toEqual(expected);
  });

  it("keeps every trace outside of production (FR-034)", () => {
    const rates = rules.map(({ fixed_rate }) => fixed_rate);

    expect(rates.every((rate) => rate === 1)).toBe(!environment.production);
  });

  it("groups errors, live traffic, the canary and streams, each with insights (FR-034, FR-111)", () => {
    expect(groups.map(({ group_name }) => group_name).sort()).toEqual(
      ["canary", "errors", "live", "sse", "sse-reconnects"].map(name),
    );
    for (const { insights_configuration } of groups) {
      expect(insights_configuration).toEqual({ insights_enabled: true, notifications_enabled: true });
    }
  });

  it("groups faults, not refused requests, of exactly this environment's functions", () => {
    const { filter_expression } = stack.resource("aws_xray_group", { group_name: name("errors") });
    const clauses = sentimentContracts.map((contract) => `service("${name(contract.name)}")`);

    expect(filter_expression).toBe(`fault = true AND (${clauses.join(" OR ")})`);
    for (const group of groups) expect(group.filter_expression).toContain(`service("${environment.name}-sentiment-`);
  });
});

describe("sampling rules of environments in one account", () => {
  it("never have the same priority, which would leave their order open", () => {
    const priorities = sentimentStacks.flatMap(({ stack }) =>
      Object.values(stack.resources("aws_xray_sampling_rule")).map(({ priority }) => priority),
    );

    expect(new Set(priorities).size).toBe(priorities.length);
  });
});
