import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { alarmsOn } from "../../lambdas/shared/contract/index.ts";
import { customMetricsSection } from "../../modules/alarms/contract-alarms.ts";
import { documents } from "../../stacks/sentiment/documents.ts";
import { sentimentContracts } from "../helpers/sentiment-stacks.ts";

it.each(documents())("$path is what `npm run docs` writes", ({ path, text }) => {
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
