import type { Range } from "../buckets/buckets.ts";
import { validationError } from "./input.ts";

/**
 * The half-open range [start, end) of a request; all in epoch milliseconds.
 *
 * @throws ApiError VALIDATION_ERROR where it ends before it begins.
 */
export function rangeOf(
  { start, end }: { readonly start?: number | undefined; readonly end?: number | undefined },
  defaults: { readonly end: number; readonly start: (end: number) => number },
): Range {
  const rangeEnd = end ?? defaults.end;
  const range = { start: start ?? defaults.start(rangeEnd), end: rangeEnd };
  if (range.start >= range.end)
    throw validationError([{ field: "start", expected: "a time before end, which is now where it is not given" }]);
  return range;
}
