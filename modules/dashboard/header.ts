import type { TextWidget } from "./widget.ts";

export interface HeaderProps {
  readonly title: string;
  /** Names of all dashboards of the environment. */
  readonly names: readonly string[];
  /** Which of them this is the header of. */
  readonly index: number;
  readonly region: string;
  /** Address of the runbook, without a section. */
  readonly runbookUrl: string;
  /** What names of saved queries begin with. */
  readonly queryPrefix: string;
  readonly width: number;
  readonly height: number;
}

/** What the dashboard is about, and the ways that lead on from it. */
export function header({
  title,
  names,
  index,
  region,
  runbookUrl,
  queryPrefix,
  width,
  height,
}: HeaderProps): TextWidget {
  const console = (page: string) => `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#${page}`;
  const links = [
    `[Runbook](${runbookUrl})`,
    `[Alarms](${console("alarmsV2:")})`,
    `[Saved queries](${console("logsV2:logs-insights")}): \`${queryPrefix}…\``,
    `[Traces](${console("xray:traces/query")})`,
  ];
  const others = names.flatMap((name, other) =>
    other === index ? [] : [`[${name}](${console(`dashboards:name=${name}`)})`],
  );
  const lines = [
    `# ${title}`,
    links.join(" · "),
    ...(others.length === 0 ? [] : [`Part ${index + 1} of ${names.length}; the others: ${others.join(", ")}`]),
    "Horizontal lines are thresholds of alarms, grey ones limits. Made from contracts: what is changed in the console is lost.",
  ];
  return { kind: "text", markdown: lines.join("\n\n"), width, height };
}
