import type { CheckedStack } from "../checked-stack.ts";
import { finding, type Rule, violationIf } from "../rule.ts";
import { sharingAccount } from "../same-account.ts";

/** Groups and sampling rules that a region of an account takes (Service Quotas of X-Ray). */
const limit = 25;

const kinds = { aws_xray_group: "groups", aws_xray_sampling_rule: "sampling rules" } as const;

export const traceQuota: Rule = {
  id: "trace-quota",
  wrong: "The environments of an account have more X-Ray groups or sampling rules together than a region takes.",
  matters: "The environment that is deployed last fails half-way, though nothing in it was changed.",
  remedy: "Remove some, or have the quota raised and write an exception.",
  requirements: ["AWS", "FR-172"],
  check: (stack) => {
    const before = sharingAccount(stack).slice(0, sharingAccount(stack).indexOf(stack));
    const count = (stacks: readonly CheckedStack[], kind: string) =>
      stacks.reduce((sum, each) => sum + each.of(kind).length, 0);
    const counts = Object.entries(kinds).map(([kind, words]) => {
      const others = count(before, kind);
      const own = count([stack], kind);
      return { words, own, others };
    });
    if (counts.every(({ own }) => own === 0)) return [finding(stack.subject, "not applicable")];
    return [
      finding(
        stack.subject,
        counts.flatMap(({ words, own, others }) =>
          violationIf(own > 0 && own + others > limit, {
            found: `${own + others} ${words}, ${others} of them in other stacks`,
            expected: `at most ${limit} in a region of an account`,
          }),
        ),
      ),
    ];
  },
};
