import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import { billLines } from "../cost/bill-text.ts";
import type { EnvironmentTotal } from "../cost/observability-budget.ts";
import { markdownTable } from "../markdown-table.ts";
import { type AlarmKind, type AlarmRecord, metricsOf } from "./alarm-record.ts";
import { conditionText } from "./alarm-text.ts";
import { kindHeadings } from "./kind-headings.ts";
import type { AlarmRegister } from "./register.ts";

export interface AlarmsDocumentProps {
  /** The alarms as they are in every environment; its names hold `{env}` instead of an environment. */
  readonly register: AlarmRegister;
  readonly contracts: readonly LambdaContract[];
  readonly environments: readonly { readonly name: string; readonly register: AlarmRegister }[];
  /** What watching each environment, and the account, costs. */
  readonly totals: readonly EnvironmentTotal[];
  readonly nameOf: (id: string) => string;
  /** The alarms that an account has once, whatever its environments. */
  readonly account: AlarmRegister;
  /** How to write the document again. */
  readonly command: string;
}

/** `docs/alarms.md`: everything that is watched, and what is not and why. */
export function alarmsDocument(props: AlarmsDocumentProps): string {
  const { register, account, command } = props;
  const kinds = Object.keys(kindHeadings) as AlarmKind[];
  const sections = [
    ...environmentLines(props),
    ...priceLines(props),
    ...compositeLines(props),
    ...kinds.flatMap((kind) =>
      alarmLines(
        kindHeadings[kind],
        register.alarms.filter((alarm) => alarm.kind === kind),
      ),
    ),
    ...alarmLines("The account", account.alarms, accountText),
    ...logFilterLines(register),
    ...unwatchedLines(props),
  ];
  return [
    "# Alarms",
    "",
    `Written by \`${command}\` from the register that the stacks are made of; do not edit.`,
    "",
    "An alarm is called `{env}-{system}-` and its id, reports to the alarm topic when it goes off and when it is over, and",
    "links its section of the [runbook](runbooks.md). Critical: somebody is woken. Warning: to be looked at on the same",
    "working day. Info: cost and volume.",
    ...sections,
    "",
  ].join("\n");
}

function environmentLines({ environments }: AlarmsDocumentProps): readonly string[] {
  const rows = environments.map(({ name, register: { alarms, composites } }) => {
    const metrics = alarms.flatMap(({ signal }) => Object.values(metricsOf(signal)));
    return [name, alarms.length, composites.length, metrics.filter(({ logFilter }) => logFilter !== undefined).length];
  });
  const head = ["environment", "alarms", "composites", "metrics from logs"];
  return ["", "## Environments", "", ...markdownTable(head, rows)];
}

function priceLines({ totals }: AlarmsDocumentProps): readonly string[] {
  const meaning = [
    "What watching costs: alarms, metrics, dashboards, logs, traces and browsers, from the synthesized stacks and from",
    "what an environment file expects of a usual day (`expectedTraffic`). Above the budget, `npm run synth` fails.",
  ];
  return ["", "## Bill", "", ...meaning, "", ...billLines(totals)];
}

function compositeLines({ register, nameOf }: AlarmsDocumentProps): readonly string[] {
  if (register.composites.length === 0) return [];
  const rows = register.composites.map(({ id, severity, meaning, members, requirements }) => [
    `\`${nameOf(id)}\``,
    severity,
    meaning,
    `any of ${members.length}`,
    requirements.join(", "),
  ]);
  return [
    "",
    "## Composites",
    "",
    ...markdownTable(["alarm", "severity", "meaning", "goes off with", "asked for by"], rows),
  ];
}

const accountText = [
  "The stack `account` has these, once: AWS counts what they watch for the account as a whole. They are called",
  "`account-{system}-` and their id, and report to a topic of their own; those on the bill are in its region, the others in every",
  "region that has environments.",
  "",
];

function alarmLines(
  heading: string,
  alarms: readonly AlarmRecord[],
  introduction: readonly string[] = [],
): readonly string[] {
  if (alarms.length === 0) return [];
  const sections = [...new Set(alarms.map(({ runbook }) => runbook))];
  const links = sections.map((section) => `[${section}](runbooks.md#${section})`);
  const head = ["alarm", "on", "severity", "meaning", "goes off when", "without data", "asked for by"];
  const rows = alarms.map((alarm) => [
    `\`${alarm.id}\``,
    alarm.title,
    alarm.severity,
    alarm.meaning,
    conditionText(alarm),
    `${alarm.missing}: ${alarm.missingBecause}`,
    alarm.requirements.join(", "),
  ]);
  return ["", `## ${heading}`, "", ...introduction, `Runbook: ${links.join(", ")}.`, "", ...markdownTable(head, rows)];
}

function logFilterLines({ alarms }: AlarmRegister): readonly string[] {
  const rows = alarms.flatMap(({ signal }) =>
    Object.values(metricsOf(signal)).flatMap(({ name, logFilter }) =>
      logFilter === undefined ? [] : [[`\`${name}\``, `\`${logFilter.pattern}\``, `\`${logFilter.value}\``]],
    ),
  );
  if (rows.length === 0) return [];
  return ["", "## Metrics made from log lines", "", ...markdownTable(["metric", "lines that count", "value"], rows)];
}

function unwatchedLines({ contracts }: AlarmsDocumentProps): readonly string[] {
  const rows = contracts.flatMap(({ name, metrics }) =>
    Object.entries(metrics).flatMap(([metric, { alarm }]) => ("none" in alarm ? [[name, metric, alarm.none]] : [])),
  );
  if (rows.length === 0) return [];
  return ["", "## Metrics without an alarm", "", ...markdownTable(["function", "metric", "why"], rows)];
}
