/** A text whose stars stand as they are written, and mark no emphasis. */
export function withoutEmphasis(text: string): string {
  return text.replaceAll("*", "\\*");
}

/** A table of Markdown. A bar inside a cell is escaped, so that it ends no cell. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): readonly string[] {
  const line = (cells: readonly (string | number)[]) =>
    `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), `|${head.map(() => "---").join("|")}|`, ...rows.map(line)];
}
