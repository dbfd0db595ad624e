/** A cell: text stands left, a number or what ends in a unit stands right in its column. */
export type Cell = string | number;

/** Lines of a table under its headings; columns are as wide as their widest cell. */
export function table(headings: readonly string[], rows: readonly (readonly Cell[])[]): readonly string[] {
  const all: readonly (readonly Cell[])[] = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...all.map((row) => String(row[column] ?? "").length)));
  const right = headings.map((_, column) => rows.length > 0 && rows.every((row) => isQuantity(row[column] ?? "")));
  return all.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return right[column] ? String(cell).padStart(width) : String(cell).padEnd(width);
      })
      .join("  ")
      .trimEnd(),
  );
}

function isQuantity(cell: Cell): boolean {
  return typeof cell === "number" || /^\d+(\.\d+)?( (KB|MB|s|ms|%))?$/.test(cell);
}
