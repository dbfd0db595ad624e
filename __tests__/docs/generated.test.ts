import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { documents } from "../../commands/parts/documents.ts";
import { alarmsOn } from "../../lambdas/shared/contract/index.ts";
import { customMetricsSection } from "../../modules/alarms/contract-alarms.ts";
import { sentimentContracts } from "../helpers/sentiment-stacks.ts";

it.each(await documents())("$path is what `npm run docs` writes", ({ path, text }) => {
  expect(readFileSync(path, "utf8")).toBe(text);
});

describe("the runbook's sections on metrics of functions", () => {
  const runbook = readFileSync("docs/runbooks.md", "utf8");
  const sections = new Map(runbook.split(/^## /m).map((section) => [section.split("\n")[0], section]));

  it.each(sentimentContracts)("name exactly the metrics of $name that have an alarm", (contract) => {
    const watched = Object.entries(contract.metrics)
      .filter(([, metric]) => alarmsOn(metric).length > 0)
      .map(([name]) => name);
    const rows = (sections.get(customMetricsSection(contract)) ?? "")
      .split("\n")
      .filter((line) => line.startsWith("| `"))
      .flatMap((line) => [...(line.split("|")[1] ?? "").matchAll(/`(\w+)`/g)].map(([, name]) => name));

    expect([...rows].sort()).toEqual([...watched].sort());
  });

  it("are there only for functions that there are", () => {
    const expected = sentimentContracts.map(customMetricsSection);

    const written = [...sections.keys()].filter((title) => title?.startsWith("metrics-of-"));

    expect(written.filter((title) => !expected.includes(title ?? ""))).toEqual([]);
  });

  it("link only sections that there are", () => {
    const links = [...runbook.matchAll(/\]\(#([a-z-]+)\)/g)].map(([, target]) => target);

    expect(links.filter((target) => !sections.has(target))).toEqual([]);
  });
});

describe("the runbook's queries", () => {
  const runbook = readFileSync("docs/runbooks.md", "utf8");
  const sources = readdirSync("lambdas", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => readFileSync(join("lambdas", path), "utf8"));

  it("look for messages and fields that some function logs", () => {
    const messages = [...runbook.matchAll(/message = "([^"]+)"/g)].map(([, message = ""]) => message);
    const fields = ["error_type", "duration_ms", "metric_name", "exception_type", "route"];

    const unknown = [...messages, ...fields].filter((text) => !sources.some((source) => source.includes(text)));

    expect(messages.length).toBeGreaterThan(3);
    expect(unknown).toEqual([]);
    for (const field of fields) expect(runbook).toContain(field);
  });

  it("look for operations that some function traces", () => {
    const contracts = sentimentContracts.flatMap(({ operations }) => Object.keys(operations));
    const spans = [...runbook.matchAll(/spans? ((?:`\w+`(?:, | and )?)+)/g)]
      .flatMap(([, names = ""]) => [...names.matchAll(/`(\w+)`/g)])
      .map(([, name = ""]) => name);

    expect(spans.length).toBeGreaterThan(3);
    expect(spans.filter((name) => !contracts.includes(name))).toEqual([]);
  });
});
