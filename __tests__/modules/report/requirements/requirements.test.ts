import { expect, it } from "vitest";
import { idsIn, requirementsIn } from "../../../../modules/report/requirements/requirements.ts";

it("ids in a text are those of requirements and defects, each once, and no parts of other words", () => {
  expect(idsIn("FR-015, SC-003 (D7): FR-015, AWS, DFR-1234, FR-1, MD5, D100")).toEqual(["FR-015", "SC-003", "D7"]);
});

it("a requirement has everything that carries its id, in the order of the ids", () => {
  const tests = [
    { file: "a.test.ts", name: "D2: holds" },
    { file: "a.test.ts", name: "FR-002 and FR-010 hold" },
    { file: "b.test.ts", name: "FR-002 holds elsewhere" },
  ];

  const found = requirementsIn({
    alarms: [
      { id: "errors", requirements: ["FR-010", "FR-002"] },
      { id: "errors", requirements: ["FR-010"] },
    ],
    guardrails: [{ id: "rule", requirements: ["SC-001", "AWS", "D10"] }],
    tests,
  });

  expect(found).toEqual([
    { id: "FR-002", alarms: ["errors"], guardrails: [], tests: [tests[1], tests[2]] },
    { id: "FR-010", alarms: ["errors"], guardrails: [], tests: [tests[1]] },
    { id: "SC-001", alarms: [], guardrails: ["rule"], tests: [] },
    { id: "D2", alarms: [], guardrails: [], tests: [tests[0]] },
    { id: "D10", alarms: [], guardrails: ["rule"], tests: [] },
  ]);
});
