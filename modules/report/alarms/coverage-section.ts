import type { AlarmRecord, CompositeRecord } from "../../alarms/alarm-record.ts";
import { conditionText } from "../../alarms/alarm-text.ts";
import { kindHeadings } from "../../alarms/kind-headings.ts";
import { codeText } from "../code-text.ts";
import { type Html, html, nothing } from "../html.ts";
import { type Column, htmlTable, type Row, scrolling } from "../html-table.ts";
import type { ReportedEnvironment } from "../report-content.ts";
import { requirementLinks } from "../requirements/requirements-section.ts";
import type { AlarmCoverage, CoverageCell, CoverageRow } from "./alarm-coverage.ts";

const severities = ["critical", "warning", "info"] as const;

/** Alarms by what they watch and by their kind; every number leads to the alarms that it counts. */
export function coverageMatrix({ name }: ReportedEnvironment, { kinds, rows }: AlarmCoverage): Html {
  const totals = kinds.map((_, index) => sum(rows.map(({ cells }) => cells[index]?.alarms.length ?? 0)));
  return scrolling(
    `Alarms of ${name} by subject and kind`,
    html`<table class="matrix">
<thead><tr><th scope="col">watched</th>${kinds.map((kind) => html`<th scope="col"><span>${kindHeadings[kind]}</span></th>`)}<th scope="col"><span>All</span></th></tr></thead>
<tbody>
${rows.map((row) => matrixRow(name, row))}</tbody>
<tfoot><tr><th scope="row">all</th>${totals.map((total) => html`<td>${total}</td>`)}<td class="total">${sum(totals)}</td></tr></tfoot>
</table>`,
  );
}

function matrixRow(environment: string, { subject, cells }: CoverageRow): Html {
  const total = sum(cells.map(({ alarms }) => alarms.length));
  return html`<tr class="${subject.kind}"><th scope="row">${subject.name}</th>${cells.map((cell) => matrixCell(environment, subject.name, cell))}<td class="total">${total}</td></tr>
`;
}

function matrixCell(environment: string, subject: string, { kind, alarms }: CoverageCell): Html {
  if (alarms.length === 0) return html`<td></td>`;
  const worst = severities.find((severity) => alarms.some((alarm) => alarm.severity === severity)) ?? "info";
  const titles = alarms.map(({ id, severity }) => `${id} (${severity})`).join("\n");
  return html`<td class="${worst}"><a href="#${cellAnchor(environment, subject, kind)}" title="${titles}">${alarms.length}</a></td>`;
}

/** Every alarm of an environment, grouped as the matrix counts them. */
export function alarmList(environment: ReportedEnvironment, { rows }: AlarmCoverage): Html {
  return htmlTable({
    label: `Alarms of ${environment.name}`,
    className: "alarms",
    columns: columnsNamed("alarm", "severity", "goes off when", "without data", "asked for by"),
    groups: rows.flatMap(({ subject, cells }) =>
      cells
        .filter(({ alarms }) => alarms.length > 0)
        .map(({ kind, alarms }) => ({
          id: cellAnchor(environment.name, subject.name, kind),
          heading: html`${subject.name} <span class="muted">· ${kindHeadings[kind]}</span>`,
          rows: alarms.map((alarm) => alarmRow(environment, alarm)),
        })),
    ),
  });
}

function alarmRow({ runbookUrl, alarmNameOf }: ReportedEnvironment, alarm: AlarmRecord): Row {
  const { id, title, severity, meaning, missing, missingBecause, runbook, requirements } = alarm;
  return {
    cells: [
      html`<code title="${alarmNameOf(id)}">${id}</code><br><span class="muted">${title}</span>`,
      badge(severity),
      html`${codeText(conditionText(alarm))}<br><span class="muted">${meaning}</span> <a href="${runbookUrl}#${runbook}">runbook</a>`,
      html`${missing}<br><span class="muted">${missingBecause}</span>`,
      requirements.length === 0 ? "" : requirementLinks(requirements),
    ],
  };
}

/** Alarms over alarms, where there are any. */
export function composites({ name, register, alarmNameOf, runbookUrl }: ReportedEnvironment): Html {
  if (register.composites.length === 0) return nothing;
  const row = ({ id, severity, meaning, members, requirements, runbook }: CompositeRecord): Row => ({
    cells: [
      html`<code title="${alarmNameOf(id)}">${id}</code>`,
      badge(severity),
      html`${meaning} <a href="${runbookUrl}#${runbook}">runbook</a>`,
      html`any of <span title="${members.join(", ")}">${members.length}</span>`,
      requirements.length === 0 ? "" : requirementLinks(requirements),
    ],
  });
  return html`<h3>Composites</h3>
${htmlTable({
  label: `Composites of ${name}`,
  columns: columnsNamed("composite", "severity", "meaning", "goes off with", "asked for by"),
  rows: register.composites.map(row),
})}`;
}

function columnsNamed(...headings: readonly string[]): readonly Column[] {
  return headings.map((heading) => ({ heading }));
}

function badge(severity: string): Html {
  return html`<span class="badge ${severity}">${severity}</span>`;
}

function cellAnchor(environment: string, subject: string, kind: string): string {
  return `${environment}-alarms-${subject.replace(/[^A-Za-z0-9]+/g, "-")}-${kind}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
