import { gridWidth } from "./limits.ts";
import type { Widget } from "./widget.ts";

/** Widgets that stand side by side. */
export type Row = readonly Widget[];

/** A widget with its upper left corner. */
export interface Placed {
  readonly widget: Widget;
  readonly x: number;
  readonly y: number;
}

/** Widgets in rows, as many in each as fit beside one another. */
export function rowsOf(widgets: readonly Widget[]): readonly Row[] {
  const rows: Widget[][] = [];
  let used = gridWidth;
  for (const widget of widgets) {
    const row = rows.at(-1);
    if (row !== undefined && used + widget.width <= gridWidth) row.push(widget);
    else {
      rows.push([widget]);
      used = 0;
    }
    used += widget.width;
  }
  return rows;
}

/** Rows below one another, each as high as its highest widget. */
export function place(rows: readonly Row[]): readonly Placed[] {
  let y = 0;
  return rows.flatMap((row) => {
    const top = y;
    y += Math.max(0, ...row.map(({ height }) => height));
    let x = 0;
    return row.map((widget) => {
      const left = x;
      x += widget.width;
      return { widget, x: left, y: top };
    });
  });
}
