import * as fc from "fast-check";
import { expect, it } from "vitest";
import { quotaKey, usedPercent, withinLimit } from "../../../lambdas/ingestion/source-quota.ts";

const symbols = fc.uniqueArray(fc.stringMatching(/^[A-D]{1,3}$/), { maxLength: 30 });

it("D4: what was used stands in the users table, with its period in its key", () => {
  const key = quotaKey("tiingo", "2026-01");

  expect(key).toEqual({ PK: "QUOTA#tiingo", SK: "2026-01" });
});

it("used percent is rounded down: 80 only where 80 % are used", () => {
  const percents = [0, 399, 400, 500].map((used) => usedPercent(used, 500));

  expect(percents).toEqual([0, 79, 80, 100]);
});

it("a limit on distinct symbols allows what is counted and no more new ones than are left, in their order", () => {
  fc.assert(
    fc.property(symbols, symbols, fc.nat({ max: 30 }), (tickers, counted, limit) => {
      const { admitted, added } = withinLimit(tickers, new Set(counted), limit);

      const fresh = tickers.filter((ticker) => !counted.includes(ticker));
      expect(added).toEqual(fresh.slice(0, Math.max(0, limit - counted.length)));
      expect(admitted).toEqual(tickers.filter((ticker) => counted.includes(ticker) || added.includes(ticker)));
    }),
  );
});
