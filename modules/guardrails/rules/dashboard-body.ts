import { type DashboardWidget, widgetsOf } from "../dashboards.ts";
import { eachOf, type Rule, type Violation, violationIf } from "../rule.ts";

/** CloudWatch API reference, dashboard body structure. */
const types = ["metric", "text", "log", "alarm", "explorer"];
const gridWidth = 24;
const maximumHeight = 1_000;

export const dashboardBody: Rule = {
  id: "dashboard-body",
  wrong: "The text of a dashboard is none, or places widgets where there is no room.",
  matters: "CloudWatch refuses it in the middle of a deployment, or draws widgets over one another.",
  remedy: "Let the grid place the widgets.",
  requirements: ["AWS"],
  check: eachOf("aws_cloudwatch_dashboard", (dashboard, stack) => {
    const widgets = widgetsOf(dashboard, stack);
    if (widgets === undefined) {
      return [{ path: "dashboard_body", found: "no JSON with widgets", expected: "an object with a list of widgets" }];
    }
    return [...widgets.flatMap(misplaced), ...overlaps(widgets)];
  }),
};

function misplaced({ path, type, x, y, width, height }: DashboardWidget): readonly Violation[] {
  const inside =
    isWithin(x, 0, gridWidth - 1) &&
    isWithin(y, 0, Number.MAX_SAFE_INTEGER) &&
    isWithin(width, 1, gridWidth) &&
    isWithin(height, 1, maximumHeight) &&
    (x ?? 0) + (width ?? 0) <= gridWidth;
  return [
    ...violationIf(!types.includes(type), { path, found: `the type "${type}"`, expected: types.join(", ") }),
    ...violationIf(!inside, {
      path,
      found: `${width} by ${height} at ${x}, ${y}`,
      expected: `a place within ${gridWidth} columns, at most ${maximumHeight} high`,
    }),
  ];
}

function isWithin(value: number | undefined, least: number, most: number): boolean {
  return value !== undefined && Number.isInteger(value) && value >= least && value <= most;
}

function overlaps(widgets: readonly DashboardWidget[]): readonly Violation[] {
  return widgets.flatMap((widget, index) => {
    const other = widgets.slice(0, index).find((each) => overlap(each, widget));
    return violationIf(other !== undefined, {
      path: widget.path,
      found: `a widget over ${other?.path}`,
      expected: "a place of its own",
    });
  });
}

function overlap(a: DashboardWidget, b: DashboardWidget): boolean {
  const apart = (from: number, size: number, other: number, otherSize: number) =>
    from + size <= other || other + otherSize <= from;
  return !(
    apart(a.x ?? 0, a.width ?? 0, b.x ?? 0, b.width ?? 0) || apart(a.y ?? 0, a.height ?? 0, b.y ?? 0, b.height ?? 0)
  );
}
