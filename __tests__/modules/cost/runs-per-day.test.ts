import { expect, it } from "vitest";
import { runsPerDay } from "../../../modules/cost/runs-per-day.ts";

it.each([
  ["rate(1 minute)", 1_440],
  ["rate(5 minutes)", 288],
  ["rate(1 hour)", 24],
  ["rate(12 hours)", 2],
  ["rate(2 days)", 0.5],
  ["cron(0 * * * ? *)", 24],
  ["cron(0 2 * * ? *)", 1],
  ["cron(*/15 * * * ? *)", 96],
  ["cron(0/15 8-17 ? * MON-FRI *)", 40],
  ["cron(5,35 0-22/2 * * ? *)", 24],
  ["cron(* * * * ? *)", 1_440],
])("%s runs %d times a day", (expression, runs) => {
  expect(runsPerDay(expression)).toBe(runs);
});
