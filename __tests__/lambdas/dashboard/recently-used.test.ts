import { expect, it } from "vitest";
import { recentlyUsed } from "../../../lambdas/dashboard/prices/recently-used.ts";

it("the value that was not used for longest is dropped", () => {
  const values = recentlyUsed<number>(2);
  values.set("first", 1);
  values.set("second", 2);
  values.get("first");

  values.set("third", 3);

  expect(["first", "second", "third"].map((name) => values.get(name))).toEqual([1, undefined, 3]);
});
