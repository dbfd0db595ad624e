import { expect, it } from "vitest";
import { requestedWait } from "../../../lambdas/ingestion/retry-after.ts";
import { HttpStatusError } from "../../../lambdas/shared/http.ts";

it.each<[number, number | undefined, number | undefined]>([
  [429, 7, 7],
  [429, 0, 0],
  [429, undefined, 60],
  [429, 86_401, 86_400],
  [429, Number.POSITIVE_INFINITY, 86_400],
  [503, 120, 120],
  [503, undefined, undefined],
  [500, 120, undefined],
  [403, 120, undefined],
])("status %i with Retry-After %s asks for a wait of %s seconds", (status, retryAfter, expected) => {
  const error = new HttpStatusError("news.example.com", status, retryAfter);

  const seconds = requestedWait(error);

  expect(seconds).toBe(expected);
});

it("an error that is no answer asks for no wait", () => {
  const seconds = requestedWait(new TypeError("fetch failed"));

  expect(seconds).toBeUndefined();
});
