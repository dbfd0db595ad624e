import { type Html, type HtmlValue, html } from "./html.ts";

/** A column: its heading, and whether it holds quantities, which stand right. */
export interface Column {
  readonly heading: string;
  /** Default: text. */
  readonly quantity?: boolean;
}

/** A row of a table. The first cell is its heading. */
export interface Row {
  /** Anchor. Default: none. */
  readonly id?: string;
  readonly cells: readonly HtmlValue[];
}

export interface HtmlTable {
  /** What the table shows, for readers who cannot see it and where it scrolls. */
  readonly label: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** A table that scrolls by itself where the page is too narrow for it. */
export function htmlTable({ label, columns, rows }: HtmlTable): Html {
  const align = (index: number) => (columns[index]?.quantity === true ? html` class="number"` : []);
  const heading = ({ heading }: Column, index: number) => html`<th scope="col"${align(index)}>${heading}</th>`;
  const cell = (value: HtmlValue, index: number) =>
    index === 0 ? html`<th scope="row">${value}</th>` : html`<td${align(index)}>${value}</td>`;
  const row = ({ id, cells }: Row) => html`<tr${id === undefined ? [] : html` id="${id}"`}>${cells.map(cell)}</tr>
`;
  return scrolling(
    label,
    html`<table>
<thead><tr>${columns.map(heading)}</tr></thead>
<tbody>
${rows.map(row)}</tbody>
</table>`,
  );
}

/** Something wide, in a frame of its own that scrolls sideways, by keyboard too. */
export function scrolling(label: string, content: Html): Html {
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">${content}</div>
`;
}
