import { type Html, type HtmlValue, html } from "./html.ts";

/** A column: its heading, and whether it holds quantities, which stand right. */
export interface Column {
  readonly heading: string;
  /** Default: false. */
  readonly quantity?: boolean;
}

/** A row of a table. The first cell is its heading. */
export interface Row {
  /** Anchor. Default: none. */
  readonly id?: string;
  readonly cells: readonly HtmlValue[];
}

/** Rows under a heading of their own. */
export interface RowGroup {
  /** Anchor. Default: none. */
  readonly id?: string;
  readonly heading: HtmlValue;
  readonly rows: readonly Row[];
}

export interface HtmlTable {
  /** What the table shows, for readers who cannot see it. */
  readonly label: string;
  /** Class that style rules of the page know. Default: none. */
  readonly className?: string;
  readonly columns: readonly Column[];
  /** Rows without a heading of their own, before the groups. Default: none. */
  readonly rows?: readonly Row[];
  /** Default: none. */
  readonly groups?: readonly RowGroup[];
}

/** A table. On a narrow page the cells of a row stand below each other, each with the heading of its column. */
export function htmlTable({ label, className = "", columns, rows = [], groups = [] }: HtmlTable): Html {
  return scrolling(
    label,
    html`<table class="stacked ${className}">
<thead><tr>${columns.map((column) => html`<th scope="col"${align(column)}>${column.heading}</th>`)}</tr></thead>
${rows.length === 0 ? [] : html`<tbody>\n${rows.map((row) => rowMarkup(row, columns))}</tbody>\n`}${groups.map((group) => groupMarkup(group, columns))}</table>`,
  );
}

/** Something wide, in a frame of its own that scrolls sideways, by keyboard too. */
export function scrolling(label: string, content: Html): Html {
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">${content}</div>
`;
}

function groupMarkup({ id, heading, rows }: RowGroup, columns: readonly Column[]): Html {
  return html`<tbody${anchor(id)}>
<tr class="group"><th colspan="${columns.length}" scope="rowgroup">${heading}</th></tr>
${rows.map((row) => rowMarkup(row, columns))}</tbody>
`;
}

function rowMarkup({ id, cells }: Row, columns: readonly Column[]): Html {
  const [first = "", ...others] = cells;
  return html`<tr${anchor(id)}><th scope="row">${first}</th>${others.map((cell, index) => cellMarkup(cell, columns[index + 1]))}</tr>
`;
}

function cellMarkup(cell: HtmlValue, column: Column | undefined): Html {
  if (cell === "") return html`<td></td>`;
  return html`<td${align(column)} data-heading="${column?.heading ?? ""}">${cell}</td>`;
}

function align(column: Column | undefined): HtmlValue {
  return column?.quantity === true ? html` class="number"` : [];
}

function anchor(id: string | undefined): HtmlValue {
  return id === undefined ? [] : html` id="${id}"`;
}
