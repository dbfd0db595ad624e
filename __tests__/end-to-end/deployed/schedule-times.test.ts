import { expect, it } from "vitest";
import { isDue } from "./schedule-times.ts";

it.each([
  ["rate(1 minute)", 60, [0, 1, 2, 3, 4, 5]],
  ["rate(5 minutes)", 60, [0, 5]],
  ["rate(1 hour)", 58, [2]],
  ["cron(3 * * * ? *)", 60, [3]],
])("%s comes from minute %i on after %j minutes", (expression, begin, due) => {
  const minutes = [0, 1, 2, 3, 4, 5].filter((minute) => isDue(expression, begin + minute));

  expect(minutes).toEqual(due);
});

it("another way to write it is refused", () => {
  expect(() => isDue("cron(0 9 * * ? *)", 0)).toThrow("Nobody here knows when cron(0 9 * * ? *) comes");
});
