import type { IndexDefinition, Key, TableDefinition } from "../../../lambdas/shared/contract/index.ts";
import { type AttributeValue, contentOf, type Item } from "./attribute-value.ts";
import { itemBytes } from "./item-size.ts";
import { type SortedRows, type StoredRow, sortedRows } from "./sorted-rows.ts";

/** A table or one of its indexes, as a query sees it. */
export interface View {
  readonly partitionKey: Key;
  readonly sortKey: Key | undefined;
  /** Every attribute that a start key names: the view's keys and those of the table. */
  readonly keys: readonly Key[];
  /** The rows of one partition; undefined where it has none. */
  partition(value: AttributeValue): SortedRows | undefined;
}

/** One table with its indexes, which show every write at once. */
export interface MemoryTable {
  readonly definition: TableDefinition;
  /** What tells an item from all others. */
  address(key: Item): string;
  get(address: string): Item | undefined;
  row(address: string): StoredRow | undefined;
  /** Stores an item, or takes it away where `after` is undefined. */
  replace(address: string, after: Item | undefined): void;
  /** The table itself, or an index; undefined where there is none of this name. */
  view(indexName: string | undefined): View | undefined;
  /** All items, in the order in which they came. */
  items(): readonly Item[];
}

export function memoryTable(definition: TableDefinition): MemoryTable {
  const rows = new Map<string, StoredRow>();
  const { partitionKey, sortKey } = definition;
  const main = partitionedRows({ partitionKey, sortKey }, definition);
  const indexes = new Map(
    Object.entries(definition.indexes).map(([name, index]) => [name, partitionedRows(index, definition)]),
  );
  const all = [main, ...indexes.values()];
  return {
    definition,
    address(key) {
      const partition = String(contentOf(key[partitionKey.name] as AttributeValue));
      return `${partition.length}:${partition}${contentOf(key[sortKey.name] as AttributeValue)}`;
    },
    get: (address) => rows.get(address)?.item,
    row: (address) => rows.get(address),
    replace(address, after) {
      const before = rows.get(address);
      if (before !== undefined) for (const each of all) each.remove(before.item);
      if (after === undefined) return void rows.delete(address);
      const row = { item: after, bytes: itemBytes(after) };
      rows.set(address, row);
      for (const each of all) each.insert(row);
    },
    view: (indexName) => (indexName === undefined ? main : indexes.get(indexName)),
    items: () => [...rows.values()].map(({ item }) => item),
  };
}

interface PartitionedRows extends View {
  insert(row: StoredRow): void;
  remove(item: Item): void;
}

/** Rows by partition; those that lack a key of the index are not in it. */
function partitionedRows({ partitionKey, sortKey }: IndexDefinition, table: TableDefinition): PartitionedRows {
  const partitions = new Map<unknown, SortedRows>();
  const own = sortKey === undefined ? [partitionKey] : [partitionKey, sortKey];
  const ofTable = [table.partitionKey, table.sortKey].filter(({ name }) => own.every((each) => each.name !== name));
  const keys = [...own, ...ofTable];
  const isInside = (item: Item) => own.every(({ name }) => item[name] !== undefined);
  const partitionOf = (item: Item) => contentOf(item[partitionKey.name] as AttributeValue);
  return {
    partitionKey,
    sortKey,
    keys,
    partition: (value) => partitions.get(contentOf(value)),
    insert(row) {
      if (!isInside(row.item)) return;
      const name = partitionOf(row.item);
      const found = partitions.get(name);
      const partition = found ?? sortedRows(keys.slice(1));
      if (found === undefined) partitions.set(name, partition);
      partition.insert(row);
    },
    remove(item) {
      if (!isInside(item)) return;
      const partition = partitions.get(partitionOf(item));
      partition?.remove(item);
      if (partition?.rows.length === 0) partitions.delete(partitionOf(item));
    },
  };
}
