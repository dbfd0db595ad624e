import { expect, it } from "vitest";
import { kebabCase } from "../../../modules/naming/kebab-case.ts";

it.each([
  ["StuckItems", "stuck-items"],
  ["SNSPublishErrors", "sns-publish-errors"],
  ["APIRateLimitHit", "api-rate-limit-hit"],
  ["EventLatencyMs", "event-latency-ms"],
  ["fanout_partial_write", "fanout-partial-write"],
  ["24h", "24h"],
])("%s as part of a name is %s", (text, expected) => {
  expect(kebabCase(text)).toBe(expected);
});
