import * as fc from "fast-check";
import { expect, it } from "vitest";
import { behind } from "../../../lambdas/ingestion/rotation.ts";
import { withinLimit } from "../../../lambdas/ingestion/source-quota.ts";

const ticker = fc.string({ unit: fc.constantFrom(..."ABCDE"), minLength: 1, maxLength: 4 });
const tickers = fc.uniqueArray(ticker, { minLength: 1, maxLength: 40 }).map((all) => all.toSorted());

it("begins behind the last ticker, also where nobody watches that any more", () => {
  const orders = [undefined, "A", "B", "BB", "D", "0"].map((last) => behind(["A", "B", "D"], last).join(""));

  expect(orders).toEqual(["ABD", "BDA", "DAB", "DAB", "ABD", "ABD"]);
});

it("no ticker starves: however far each run gets, no ticker is asked for twice more than another", () => {
  fc.assert(
    fc.property(tickers, fc.array(fc.nat({ max: 40 }), { maxLength: 30 }), (watched, reached) => {
      const asked = new Map(watched.map((each) => [each, 0]));
      let last: string | undefined;
      for (const count of reached) {
        for (const each of behind(watched, last).slice(0, count)) {
          asked.set(each, (asked.get(each) ?? 0) + 1);
          last = each;
        }
        expect(Math.max(...asked.values()) - Math.min(...asked.values())).toBeLessThanOrEqual(1);
      }
    }),
  );
});

it("no ticker starves: one that stays is asked for before any other is asked for twice, whoever comes and goes", () => {
  const runs = fc.array(fc.record({ others: tickers, count: fc.integer({ min: 1, max: 40 }) }), { maxLength: 30 });
  fc.assert(
    fc.property(ticker, runs, (stays, all) => {
      let last: string | undefined;
      const sinceAsked = new Map<string, number>();
      for (const { others, count } of all) {
        const watched = [...new Set([...others, stays])].sort();
        for (const each of behind(watched, last).slice(0, count)) {
          if (each === stays) sinceAsked.clear();
          else sinceAsked.set(each, (sinceAsked.get(each) ?? 0) + 1);
          last = each;
        }
        expect(Math.max(0, ...sinceAsked.values())).toBeLessThanOrEqual(1);
      }
    }),
  );
});

it("a limit on distinct symbols starves no ticker: in as many months as it takes, each has its month", () => {
  fc.assert(
    fc.property(tickers, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 4 }), (watched, limit, runs) => {
      const served = new Set<string>();
      let last: string | undefined;
      for (let month = 1; month <= Math.ceil(watched.length / limit); month++) {
        const counted = new Set<string>();
        for (let run = 1; run <= runs; run++) {
          const { admitted, added } = withinLimit(behind(watched, last), counted, limit);
          for (const each of added) counted.add(each);
          for (const each of admitted) served.add(each);
          last = admitted.at(-1);
        }
        expect(counted.size).toBe(Math.min(limit, watched.length));
      }
      expect(served.size).toBe(watched.length);
    }),
  );
});
