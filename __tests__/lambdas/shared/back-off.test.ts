import { afterEach, expect, it, vi } from "vitest";
import { backOff } from "../../../lambdas/shared/back-off.ts";

const waited = vi.hoisted(() => [] as number[]);
vi.mock("node:timers/promises", () => ({
  setTimeout: async (milliseconds: number) => void waited.push(milliseconds),
}));

afterEach(() => {
  waited.length = 0;
  vi.restoreAllMocks();
});

it.each([
  [0, [25, 50, 100, 800, 1_000, 1_000]],
  [1, [50, 100, 200, 1_600, 2_000, 2_000]],
])("doubles up to two seconds, of which half is random (%d)", async (random, expected) => {
  vi.spyOn(Math, "random").mockReturnValue(random);

  for (const attempts of [1, 2, 3, 6, 7, 60]) await backOff(attempts);

  expect(waited).toEqual(expected);
});
