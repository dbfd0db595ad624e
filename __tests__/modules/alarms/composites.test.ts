import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CompositeRecord } from "../../../modules/alarms/alarm-record.ts";
import { nested, ruleOf } from "../../../modules/alarms/composites.ts";

const composite = (members: readonly string[]): CompositeRecord => ({
  id: "critical",
  title: "Any critical alarm",
  severity: "critical",
  meaning: "One of them is on.",
  runbook: "critical",
  requirements: [],
  members,
});

const ids = (count: number) => Array.from({ length: count }, (_, index) => `alarm-${index + 1}`);
const nameOf = (id: string) => `prod-sentiment-${id}`;

/** Alarms that a composite stands for in the end. */
function leavesOf(all: readonly CompositeRecord[], id: string): readonly string[] {
  const found = all.find((each) => each.id === id);
  return found === undefined ? [id] : found.members.flatMap((member) => leavesOf(all, member));
}

describe("a composite", () => {
  it("stays one up to a hundred members", () => {
    expect(nested(composite(ids(100)), nameOf)).toEqual([composite(ids(100))]);
  });

  it("becomes one over parts above a hundred, parts first", () => {
    const all = nested(composite(ids(101)), nameOf);

    expect(all.map(({ id, members }) => [id, members.length])).toEqual([
      ["critical-1", 100],
      ["critical-2", 1],
      ["critical", 2],
    ]);
  });

  it("becomes one over parts where its rule grows beyond 10,240 characters", () => {
    const longNames = (id: string) => `${"x".repeat(230)}-${id}`;

    const all = nested(composite(ids(60)), longNames);

    expect(all.length).toBe(3);
    for (const { members } of all) expect(ruleOf(members, longNames).length).toBeLessThanOrEqual(10_240);
  });

  it("always stands for exactly its alarms, within both limits", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 200 }), (count, length) => {
        const name = (id: string) => `${"x".repeat(length)}-${id}`;

        const all = nested(composite(ids(count)), name);

        expect(leavesOf(all, "critical")).toEqual(ids(count));
        for (const { members } of all) {
          expect(members.length).toBeLessThanOrEqual(100);
          expect(ruleOf(members, name).length).toBeLessThanOrEqual(10_240);
        }
      }),
      { numRuns: 50 },
    );
  });
});
