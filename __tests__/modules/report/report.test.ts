import { expect, it } from "vitest";
import { metrics } from "../../../lambdas/metrics/contract.ts";
import { report } from "../../../modules/report/report.ts";
import type { ReportContent } from "../../../modules/report/report-content.ts";

const account: ReportContent = {
  title: "a title",
  command: "a command",
  contracts: [],
  environments: [
    {
      name: "account",
      contracts: [],
      stacks: [{ name: "account", resources: 3 }],
      register: { alarms: [], composites: [] },
      alarmNameOf: (id) => id,
      functionNameOf: (name) => name,
      namePrefix: "account-",
      runbookUrl: "https://example.com/runbooks",
      permissions: [],
      bill: { items: [], dollars: 0 },
      budgetDollars: undefined,
    },
  ],
  sizes: [],
  requirements: { alarms: [], guardrails: [], tests: [] },
};

function sectionsOf(content: ReportContent): readonly string[] {
  return [...report(content).matchAll(/<section id="([^"]+)"/g)].map(([, id = ""]) => id);
}

it("has nothing on functions where nothing is chosen that has any", () => {
  const withFunctions = sectionsOf({ ...account, contracts: [metrics] });

  const sections = sectionsOf(account);

  expect(sections).toEqual(["coverage", "alarms", "requirements", "bill"]);
  expect(withFunctions.filter((id) => !sections.includes(id))).toEqual(["topology", "permissions", "sizes"]);
});
