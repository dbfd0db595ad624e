import type { BillItem } from "../cost/bill.ts";
import { dollarsText, quantityText } from "../cost/bill-text.ts";
import { priceRegion, pricesAsOf } from "../cost/prices.ts";
import { kilobytes } from "../packaging/kilobytes.ts";
import { alarmCoverage } from "./alarms/alarm-coverage.ts";
import { alarmList, composites, coverageMatrix } from "./alarms/coverage-section.ts";
import {
  environmentScript,
  environmentStyle,
  environmentSwitch,
  inEnvironment,
  wordsInEnvironment,
} from "./environment-switch.ts";
import { type Html, html } from "./html.ts";
import { htmlTable } from "./html-table.ts";
import { type Fact, page, type Section } from "./page.ts";
import { permissionsTable } from "./permissions/permissions-section.ts";
import type { ReportContent, ReportedEnvironment } from "./report-content.ts";
import { reportStyle } from "./report-style.ts";
import { requirementsIn } from "./requirements/requirements.ts";
import { requirementsTable } from "./requirements/requirements-section.ts";
import { drawingStyle } from "./topology/drawing.ts";
import { topologyOf } from "./topology/topology.ts";
import { topologyContent } from "./topology/topology-section.ts";

/** The report as the text of one HTML file. Same content, same text. */
export function report(content: ReportContent): string {
  const { title, command, contracts, environments } = content;
  const hasFunctions = contracts.length > 0;
  const names = environments.map(({ name }) => name);
  return page({
    title,
    lead: html`What is deployed, what watches it and what it may do: written by <code>${command}</code> from the contracts, the alarm register and the synthesized stacks.`,
    facts: facts(content),
    controls: environmentSwitch(names),
    sections: [
      ...(hasFunctions ? [topologySection(content)] : []),
      coverageSection(content),
      alarmsSection(content),
      requirementsSection(content),
      ...(hasFunctions ? [permissionsSection(content), sizesSection(content)] : []),
      billSection(content),
    ],
    style: `${reportStyle}${environmentStyle(names)}${drawingStyle(topologyOf(content.contracts))}`,
    script: environmentScript,
  });
}

function facts({ contracts, environments, sizes, requirements }: ReportContent): readonly Fact[] {
  const each = (value: (environment: ReportedEnvironment) => string | number) =>
    html`${environments.map((environment) => wordsInEnvironment(environment.name, value(environment)))}`;
  const hasFunctions = contracts.length > 0;
  return [
    ...(hasFunctions ? [{ label: "functions", value: contracts.length }] : []),
    { label: "resources", value: each(({ stacks }) => stacks.reduce((sum, { resources }) => sum + resources, 0)) },
    { label: "alarms", value: each(({ register }) => register.alarms.length + register.composites.length) },
    { label: "requirements named", value: requirementsIn(requirements).length },
    ...(hasFunctions
      ? [{ label: "all zips", value: kilobytes(sizes.reduce((sum, { zipBytes }) => sum + zipBytes, 0)) }]
      : []),
    { label: "watching, a month", value: each(({ bill }) => dollarsText(bill.dollars)) },
  ];
}

function topologySection({ contracts }: ReportContent): Section {
  return {
    id: "topology",
    title: "Topology",
    lead: html`On the left what calls the functions and what they publish to, on the right what they use. Point at an arrow for its actions, at a box for its connections.`,
    content: topologyContent(topologyOf(contracts), contracts),
  };
}

function coverageSection({ environments }: ReportContent): Section {
  return {
    id: "coverage",
    title: "Alarm coverage",
    lead: html`Number of alarms by what they watch and by their kind, in the colour of the most severe. Every number leads to its alarms.`,
    content: perEnvironment(environments, (environment) => coverageMatrix(environment, alarmCoverage(environment))),
  };
}

function alarmsSection({ contracts, environments }: ReportContent): Section {
  const unwatched = contracts.flatMap(({ name, metrics }) =>
    Object.entries(metrics).flatMap(([metric, { alarm }]) =>
      "none" in alarm ? [{ cells: [html`<code>${metric}</code>`, name, alarm.none] }] : [],
    ),
  );
  return {
    id: "alarms",
    title: "Alarms",
    lead: html`Critical: somebody is woken. Warning: to be looked at on the same working day. Info: cost and volume.`,
    content: html`${perEnvironment(
      environments,
      (environment) => html`${alarmList(environment, alarmCoverage(environment))}
${composites(environment)}`,
    )}
<h3>Metrics without an alarm</h3>
${htmlTable({ label: "Metrics without an alarm", columns: [{ heading: "metric" }, { heading: "function" }, { heading: "why" }], rows: unwatched })}`,
  };
}

function requirementsSection({ requirements }: ReportContent): Section {
  return {
    id: "requirements",
    title: "Requirements",
    lead: html`Every id of a requirement or of a defect of the first system that an alarm, a guardrail or the name of a test carries. Names of tests are read from their sources: this table says which tests are there, not how they went.`,
    content: requirementsTable(requirementsIn(requirements)),
  };
}

function permissionsSection({ environments }: ReportContent): Section {
  return {
    id: "permissions",
    title: "Permissions",
    lead: html`What each function may do, statement by statement, as its role's policies in the synthesized stack say it. Characters that AWS chooses stand as dots.`,
    content: perEnvironment(environments, ({ name, permissions }) => permissionsTable(name, permissions)),
  };
}

function sizesSection({ sizes }: ReportContent): Section {
  return {
    id: "sizes",
    title: "Bundle sizes",
    lead: html`Zips as they are deployed, against their budgets. A build that is above its budget fails.`,
    content: htmlTable({
      label: "Bundle sizes",
      columns: [
        { heading: "function" },
        { heading: "zip", quantity: true },
        { heading: "budget", quantity: true },
        { heading: "used" },
      ],
      rows: sizes.map(({ name, zipBytes, budgetBytes }) => ({
        cells: [name, kilobytes(zipBytes), kilobytes(budgetBytes), sizeMeter(name, zipBytes, budgetBytes)],
      })),
    }),
  };
}

function sizeMeter(name: string, used: number, budget: number): Html {
  const percent = Math.round((100 * used) / budget);
  return html`<meter min="0" max="${budget}" high="${0.9 * budget}" value="${used}" aria-label="Part of the budget of ${name}"></meter> ${percent} %`;
}

function billSection({ environments }: ReportContent): Section {
  return {
    id: "bill",
    title: "Monthly bill",
    lead: html`What watching costs in a month: by the synthesized stacks and what the environment expects of a day, at prices of ${priceRegion} as of ${pricesAsOf}, without any free tier.`,
    content: perEnvironment(environments, billTable),
  };
}

function billTable({ name, bill, budgetDollars }: ReportedEnvironment): Html {
  const rows = bill.items.map((item) => ({
    cells: [item.what, quantityWithUnit(item), dollarsText(item.dollars)],
  }));
  return htmlTable({
    label: `Monthly bill of ${name}`,
    columns: [{ heading: "for" }, { heading: "quantity", quantity: true }, { heading: "a month", quantity: true }],
    rows: [
      ...rows,
      { cells: ["together", "", dollarsText(bill.dollars)] },
      ...(budgetDollars === undefined ? [] : [{ cells: ["budget", "", dollarsText(budgetDollars)] }]),
    ],
  });
}

function quantityWithUnit(item: BillItem): string {
  const quantity = quantityText(item);
  const unit = quantity === "1" ? item.unit.replace(/s$/, "") : item.unit;
  return quantity.endsWith(unit) ? quantity : `${quantity} ${unit}`;
}

function perEnvironment(
  environments: readonly ReportedEnvironment[],
  content: (environment: ReportedEnvironment) => Html,
): Html {
  return html`${environments.map((environment) =>
    inEnvironment(
      environment.name,
      html`<h3>${environment.name}</h3>
${content(environment)}`,
    ),
  )}`;
}
