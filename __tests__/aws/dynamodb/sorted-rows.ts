import type { Key } from "../../../lambdas/shared/contract/index.ts";
import type { AttributeValue, Item } from "./attribute-value.ts";
import { compareScalars } from "./compare.ts";

/** An item with what it counts against limits. */
export interface StoredRow {
  readonly item: Item;
  readonly bytes: number;
}

/** Rows of one partition in the order of some key attributes, which tell any two of them apart. */
export interface SortedRows {
  readonly rows: readonly StoredRow[];
  /** How many rows stand before the first for which the test is false; it must be true for a first part only. */
  countWhile(test: (item: Item) => boolean): number;
  insert(row: StoredRow): void;
  /** Takes the row out that has this item's place. */
  remove(item: Item): void;
  compare(left: Item, right: Item): number;
}

export function sortedRows(keys: readonly Key[]): SortedRows {
  const rows: StoredRow[] = [];
  const compare = (left: Item, right: Item) => {
    for (const { name } of keys) {
      const order = compareScalars(left[name] as AttributeValue, right[name] as AttributeValue) ?? 0;
      if (order !== 0) return order;
    }
    return 0;
  };
  const countWhile = (test: (item: Item) => boolean) => {
    let [low, high] = [0, rows.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (test((rows[middle] as StoredRow).item)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    rows,
    countWhile,
    compare,
    insert(row) {
      const last = rows.at(-1);
      // Most rows are newer than all before them.
      if (last === undefined || compare(last.item, row.item) < 0) rows.push(row);
      else
        rows.splice(
          countWhile((item) => compare(item, row.item) < 0),
          0,
          row,
        );
    },
    remove(item) {
      const index = countWhile((each) => compare(each, item) < 0);
      const found = rows[index];
      if (found !== undefined && compare(found.item, item) === 0) rows.splice(index, 1);
    },
  };
}
