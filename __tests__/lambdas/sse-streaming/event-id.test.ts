import fc from "fast-check";
import { expect, it } from "vitest";
import { eventIds, resumePoint } from "../../../lambdas/sse-streaming/event-id.ts";

const mark = "0a1b2c3d";
const now = Date.parse("2026-01-05T12:00:00.000Z");

it("ids grow with time and number, and vouch for what was complete before them", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(120_000), { minLength: 1 }), (steps) => {
      const ids = eventIds(0, mark);
      let instant = now;
      const given: (readonly [number, number])[] = [];

      for (const step of steps) {
        instant += step;
        ids.completed(instant);
        const id = ids.next();
        given.push(id.split("-").map(Number) as [number, number]);
        expect(resumePoint(id, mark, instant)).toBeLessThan(instant);
      }

      const ordered = [...given].sort(([a, i], [b, j]) => a - b || i - j);
      expect(given).toEqual(ordered);
      expect(new Set(given.map(String)).size).toBe(given.length);
    }),
  );
});

it("an id vouches for nothing until a look at the tables was told completely", () => {
  const ids = eventIds(0, mark);

  const early = ids.next();

  expect(early).toBe("0-1-0a1b2c3d");
  expect(resumePoint(early, mark, now)).toBeUndefined();
});

it.each([
  ["just now, minus the lag of an index", `${now}-1-${mark}`, now - 2_000],
  ["a minute ago", `${now - 60_000}-9-${mark}`, now - 62_000],
  ["more than a minute ago", `${now - 60_001}-9-${mark}`, undefined],
  ["from the future", `${now + 1}-1-${mark}`, undefined],
  ["another server's", "evt_0b0f6c1e-6f0c-4a4f-8f60-0d3f5d1c2b1a", undefined],
  ["with a tail", `${now}-1-${mark}; DROP`, undefined],
  ["of a stream about something else", `${now}-1-ffffffff`, undefined],
  ["without what its stream is about", `${now}-1`, undefined],
  ["empty", "", undefined],
  ["absent", undefined, undefined],
])("FR-081: an id that is %s", (_, id, expected) => {
  const point = resumePoint(id, mark, now);

  expect(point).toBe(expected);
});
