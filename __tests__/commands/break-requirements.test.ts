import { expect, it } from "vitest";
import { breakRequirements, breaksText } from "../../commands/parts/mutations/requirement-faults.ts";
import { faultsOf } from "../mutations/mutation.ts";

const alarm = faultsOf("modules/alarms/alarm.ts");
const everyAlarm = "__tests__/stacks/sentiment/alarms/every-alarm.test.ts";
const decided = "      treatMissingData: record.missing,\n";

/** Each fault is a run of vitest. */
const timeout = 240_000;

it("a fault is seen by a failing test with the id, not by a file that cannot be loaded", { timeout }, async () => {
  const seen = alarm(["FR-045"], "missing data left undecided", decided, "", everyAlarm);
  const harmless = alarm(["FR-045"], "comment", decided, `${decided}      // Decided.\n`, everyAlarm);
  const unloadable = alarm(["FR-045"], "syntax error", decided, "      {{\n", everyAlarm);

  const outcomes = await breakRequirements([seen, harmless, unloadable]);

  expect(Object.fromEntries(outcomes.map(({ what, unseen }) => [what, unseen]))).toEqual({
    "missing data left undecided": [],
    comment: ["FR-045"],
    "syntax error": ["FR-045"],
  });
  expect(breaksText(outcomes)).toContain("FR-045: comment (modules/alarms/alarm.ts)");
  expect(breaksText(outcomes)).toMatch(/NOT SEEN by tests of FR-045$/m);
  expect(breaksText(outcomes).split("\n").at(-1)).toMatch(/^0 of 1 requirements/);
});

it("tests that fail anyway see nothing: the command stops", { timeout }, async () => {
  const missing = alarm(["FR-045"], "missing data left undecided", decided, "", "__tests__/no-such-file.test.ts");

  await expect(breakRequirements([missing])).rejects.toThrow("mend it first");
});
