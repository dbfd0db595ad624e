import { items, ohlcCache, timeseries, users } from "../../../lambdas/shared/sentiment/tables.ts";
import { mockedTables } from "../../aws/mocked-tables.ts";

/** The tables that the REST API reads and writes, in memory behind the mocked client. */
export function fakeTables() {
  return mockedTables([items, ohlcCache, timeseries, users]);
}
