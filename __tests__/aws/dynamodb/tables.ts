import { ServiceError } from "../service-error.ts";
import type { MemoryTable } from "./memory-table.ts";

/** Tables by the name under which they are deployed. */
export type Tables = ReadonlyMap<string, MemoryTable>;

/** @throws ServiceError where there is no such table. */
export function tableOf(tables: Tables, name: unknown): MemoryTable {
  const table = tables.get(String(name).replace(/^arn:aws:dynamodb:.*:table\//, ""));
  if (table === undefined) throw new ServiceError("ResourceNotFoundException", "Requested resource not found");
  return table;
}
