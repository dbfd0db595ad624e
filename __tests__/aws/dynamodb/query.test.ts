import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tableDefinition } from "../../../lambdas/shared/contract/index.ts";
import { accountWithTable, send } from "../account.ts";
import type { MemoryAccount } from "../memory-account.ts";
import type { Item } from "./attribute-value.ts";

const rows = tableDefinition({
  name: "rows",
  partitionKey: { name: "id", type: "S" },
  sortKey: { name: "rank", type: "N" },
  indexes: { by_group: { partitionKey: { name: "group", type: "S" }, sortKey: { name: "label", type: "S" } } },
});

function accountWith(items: readonly Item[]): MemoryAccount {
  const account = accountWithTable(rows);
  for (const Item of items) send(account, "PutItem", { Item });
  return account;
}

const ranked = (rank: number, more: Item = {}): Item => ({ id: { S: "a" }, rank: { N: String(rank) }, ...more });
const ofPartition = {
  KeyConditionExpression: "id = :id",
  ExpressionAttributeValues: { ":id": { S: "a" } },
};

function ranksOf(answer: Readonly<Record<string, unknown>>): readonly number[] {
  return (answer.Items as readonly { readonly rank: { readonly N: string } }[]).map(({ rank }) => Number(rank.N));
}

describe("queries", () => {
  it("give numbers in their order, not in that of their texts", () => {
    const account = accountWith([10, 9, -2, 1.5, 100].map((rank) => ranked(rank)));

    expect(ranksOf(send(account, "Query", ofPartition))).toEqual([-2, 1.5, 9, 10, 100]);
    expect(ranksOf(send(account, "Query", { ...ofPartition, ScanIndexForward: false }))).toEqual([100, 10, 9, 1.5, -2]);
  });

  it("give texts in the order of their bytes, where characters beyond the first plane come last", () => {
    const labels = ["\u{1f600}", "\uffee", "a", "\u00e9", "Z"];
    const account = accountWith(labels.map((S, rank) => ranked(rank, { group: { S: "g" }, label: { S } })));
    const byGroup = {
      IndexName: "by_group",
      KeyConditionExpression: "#group = :group",
      ExpressionAttributeNames: { "#group": "group" },
      ExpressionAttributeValues: { ":group": { S: "g" } },
    };

    const found = send(account, "Query", byGroup).Items as readonly Item[];

    expect(found.map(({ label }) => label)).toEqual(["Z", "a", "\u00e9", "\uffee", "\u{1f600}"].map((S) => ({ S })));
  });

  it.each([
    ["#rank = :n", [2]],
    ["#rank < :n", [0, 1]],
    ["#rank <= :n", [0, 1, 2]],
    ["#rank > :n", [3, 4]],
    ["#rank >= :n", [2, 3, 4]],
    ["#rank BETWEEN :n AND :m", [2, 3]],
  ])("of a range: %s", (range, expected) => {
    const account = accountWith([3, 1, 4, 0, 2].map((rank) => ranked(rank)));
    const values = { ":id": { S: "a" }, ":n": { N: "2" }, ...(range.includes(":m") ? { ":m": { N: "3" } } : {}) };
    const input = {
      KeyConditionExpression: `id = :id AND ${range}`,
      ExpressionAttributeNames: { "#rank": "rank" },
      ExpressionAttributeValues: values,
    };

    expect(ranksOf(send(account, "Query", input))).toEqual(expected);
  });

  it("a row is in an index while it has both keys", () => {
    const inside = ranked(1, { group: { S: "g" }, label: { S: "l" } });
    const account = accountWith([inside, ranked(2, { group: { S: "g" } })]);
    const byGroup = {
      IndexName: "by_group",
      KeyConditionExpression: "#group = :group",
      ExpressionAttributeNames: { "#group": "group" },
      ExpressionAttributeValues: { ":group": { S: "g" } },
    };
    const before = ranksOf(send(account, "Query", byGroup));

    send(account, "UpdateItem", { Key: ranked(1), UpdateExpression: "REMOVE label" });
    const after = ranksOf(send(account, "Query", byGroup));

    expect([before, after]).toEqual([[1], []]);
  });

  it("filter what a page evaluated, and count both", () => {
    const account = accountWith(
      [0, 1, 2, 3].map((rank) => ranked(rank, rank % 2 === 0 ? {} : { odd: { BOOL: true } })),
    );
    const input = { ...ofPartition, FilterExpression: "attribute_exists(odd)", Limit: 3 };

    expect(send(account, "Query", input)).toEqual({
      Items: [ranked(1, { odd: { BOOL: true } })],
      Count: 1,
      ScannedCount: 3,
      LastEvaluatedKey: ranked(2),
    });
    expect(send(account, "Query", { ...input, Select: "COUNT" })).not.toHaveProperty("Items");
  });

  it("end a page before it is above 1 MB", () => {
    const text = { S: "x".repeat(300_000) };
    const account = accountWith([0, 1, 2, 3, 4].map((rank) => ranked(rank, { text })));

    const { Count, LastEvaluatedKey } = send(account, "Query", ofPartition);

    expect([Count, LastEvaluatedKey]).toEqual([3, ranked(2)]);
  });

  it("a page that its limit ended has a start key, also where nothing is left; one that ran out has none", () => {
    const account = accountWith([0, 1].map((rank) => ranked(rank)));

    expect(send(account, "Query", { ...ofPartition, Limit: 2 }).LastEvaluatedKey).toEqual(ranked(1));
    expect(send(account, "Query", { ...ofPartition, Limit: 3 })).not.toHaveProperty("LastEvaluatedKey");
  });

  it("pages put together are the whole, in both directions, whatever happens to rows already seen", () => {
    const property = fc.property(
      fc.uniqueArray(fc.integer({ min: -50, max: 50 }), { maxLength: 20 }),
      fc.integer({ min: 1, max: 5 }),
      fc.boolean(),
      (ranks, Limit, ScanIndexForward) => {
        const account = accountWith(ranks.map((rank) => ranked(rank)));
        const found: number[] = [];
        let ExclusiveStartKey: unknown;
        do {
          const page = send(account, "Query", { ...ofPartition, Limit, ScanIndexForward, ExclusiveStartKey });
          found.push(...ranksOf(page));
          ExclusiveStartKey = page.LastEvaluatedKey;
          if (ExclusiveStartKey !== undefined) send(account, "DeleteItem", { Key: ExclusiveStartKey });
        } while (ExclusiveStartKey !== undefined);

        expect(found).toEqual(ranks.toSorted((a, b) => (ScanIndexForward ? a - b : b - a)));
      },
    );

    fc.assert(property, { numRuns: 50 });
  });

  it("project parts of maps and lists", () => {
    const map = { M: { keep: { S: "k" }, leave: { S: "l" } } };
    const account = accountWith([ranked(1, { map, list: { L: [{ N: "1" }, { N: "2" }] } })]);

    const { Items } = send(account, "Query", {
      ...ofPartition,
      ProjectionExpression: "#map.keep, #list[1], headline",
      ExpressionAttributeNames: { "#map": "map", "#list": "list" },
    });

    expect(Items).toEqual([{ map: { M: { keep: { S: "k" } } }, list: { L: [{ N: "2" }] } }]);
  });
});
