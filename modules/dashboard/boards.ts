import { type Row, rowsOf } from "./grid.ts";
import { gridWidth, maximumMetrics, maximumWidgets } from "./limits.ts";
import type { Section } from "./section.ts";
import { metricsOfWidget, type TextWidget } from "./widget.ts";

/** What fits on one dashboard, from top to bottom. */
export type Board = readonly Row[];

/**
 * Sections on as few dashboards as CloudWatch's limits allow: one, unless a system has very many functions. A section that
 * goes on elsewhere has its heading there, too.
 */
export function boardsOf(
  sections: readonly Section[],
  /** Widgets that every dashboard gets besides. */
  reservedWidgets: number,
): readonly Board[] {
  const boards: Filled[] = [];
  for (const { title, explanation, widgets } of sections) {
    let headed: Filled | undefined;
    for (const row of rowsOf(widgets)) {
      const head = heading(title, explanation);
      const last = boards.at(-1);
      const goesOn = last !== undefined && fits(last, last === headed ? row : [...head, ...row], reservedWidgets);
      const board = goesOn ? last : { rows: [], widgets: 0, metrics: 0 };
      if (!goesOn) boards.push(board);
      if (board !== headed) add(board, head);
      add(board, row);
      headed = board;
    }
  }
  return boards.map(({ rows }) => rows);
}

/** A dashboard that is being filled, with how much of its limits is used. */
interface Filled {
  readonly rows: Row[];
  widgets: number;
  metrics: number;
}

function add(board: Filled, row: Row): void {
  board.rows.push(row);
  board.widgets += row.length;
  board.metrics += metricsOf(row);
}

function fits({ widgets, metrics }: Filled, row: Row, reservedWidgets: number): boolean {
  return widgets + row.length + reservedWidgets <= maximumWidgets && metrics + metricsOf(row) <= maximumMetrics;
}

function metricsOf(row: Row): number {
  return row.reduce((sum, widget) => sum + metricsOfWidget(widget).length, 0);
}

function heading(title: string, explanation: string | undefined): readonly [TextWidget] {
  const markdown = explanation === undefined ? `## ${title}` : `## ${title}\n${explanation}`;
  return [{ kind: "text", markdown, width: gridWidth, height: explanation === undefined ? 1 : 2 }];
}
