import type { AlarmRegister } from "../alarms/register.ts";
import { summaryWidget } from "./alarm-widgets.ts";
import { boardsOf } from "./boards.ts";
import { dashboardBody } from "./dashboard-body.ts";
import type { DashboardDefinition } from "./dashboards.ts";
import { type HeaderProps, header } from "./header.ts";
import { gridWidth } from "./limits.ts";
import type { Section } from "./section.ts";

export interface ComposeProps extends Pick<HeaderProps, "title" | "region" | "runbookUrl" | "queryPrefix"> {
  readonly sections: readonly Section[];
  readonly register: AlarmRegister;
  /** ARN of an alarm, by its id. */
  readonly arnOf: (alarmId: string) => string;
  /** Full name of a dashboard. */
  readonly nameOf: (part: string) => string;
}

const headerHeight = 3;
const summaryWidth = 8;

/** Dashboards with these sections: one, unless the limits of CloudWatch ask for more. Each begins with the summary. */
export function compose({ sections, register, arnOf, nameOf, ...head }: ComposeProps): readonly DashboardDefinition[] {
  const summary = summaryWidget(register, arnOf, { width: summaryWidth, height: headerHeight });
  const boards = boardsOf(sections, summary.length + 1);
  const ids = boards.map((_, index) => (index === 0 ? "overview" : `overview-${index + 1}`));
  const names = ids.map(nameOf);
  return boards.map((rows, index) => {
    const width = summary.length === 0 ? gridWidth : gridWidth - summaryWidth;
    const top = [header({ ...head, names, index, width, height: headerHeight }), ...summary];
    return { id: ids[index] ?? "", name: names[index] ?? "", body: dashboardBody([top, ...rows], head.region) };
  });
}
