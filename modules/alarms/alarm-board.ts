import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard/index.js";
import { Construct } from "constructs";
import type { Severity } from "../../lambdas/shared/contract/index.ts";
import type { AlarmRegister } from "./register.ts";

/** Alarms that one widget shows (CloudWatch, dashboard body structure). */
export const maximumAlarmsPerWidget = 100;

/** Widths and heights of a board are counted in these; a row is 24 wide. */
const fullWidth = 24;
const alarmsPerRow = 4;

const titles: Readonly<Record<Severity, string>> = {
  critical: "Critical: somebody is woken",
  warning: "Warning: to be looked at on this working day",
  info: "Info: cost and volume",
};

export interface AlarmBoardProps {
  readonly name: string;
  readonly register: AlarmRegister;
  readonly arnOf: (id: string) => string;
}

/** A dashboard with every alarm there is: what sums up on top, then the alarms by severity (FR-044). */
export class AlarmBoard extends Construct {
  constructor(scope: Construct, id: string, { name, register, arnOf }: AlarmBoardProps) {
    super(scope, id);
    new CloudwatchDashboard(this, "dashboard", {
      dashboardName: name,
      dashboardBody: JSON.stringify({ widgets: widgets(register, arnOf) }),
    });
  }
}

interface AlarmWidget {
  readonly type: "alarm";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: { readonly title: string; readonly alarms: readonly string[] };
}

function widgets({ alarms, composites }: AlarmRegister, arnOf: (id: string) => string): readonly AlarmWidget[] {
  const severities = Object.keys(titles) as Severity[];
  const groups = [
    { title: "In short", ids: composites.map(({ id }) => id).reverse() },
    ...severities.map((severity) => ({
      title: titles[severity],
      ids: alarms.filter((alarm) => alarm.severity === severity).map(({ id }) => id),
    })),
  ].filter(({ ids }) => ids.length > 0);
  const parts = groups.flatMap(({ title, ids }) =>
    chunks(ids, maximumAlarmsPerWidget).map((part) => ({ title, alarms: part.map(arnOf) })),
  );
  let y = 0;
  return parts.map((properties) => {
    const height = 1 + Math.ceil(properties.alarms.length / alarmsPerRow);
    const widget = { type: "alarm", x: 0, y, width: fullWidth, height, properties } as const;
    y += height;
    return widget;
  });
}

function chunks<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}
