import type { CheckedStack } from "../checked-stack.ts";
import type { Statement } from "../policies.ts";
import { eachStatement } from "../policy-checks.ts";
import type { Rule, Violation } from "../rule.ts";

export const roleTrust: Rule = {
  id: "role-trust",
  wrong: "A role can be taken on by more than the one service that it is for.",
  matters: "Whoever takes it on has all that it may do.",
  remedy: "Trust one service; of identities from elsewhere, those that their provider made for this application.",
  requirements: [],
  check: eachStatement(["trust"], (statement, _, stack) => (statement.allows ? violations(statement, stack) : [])),
};

function violations({ principals, conditions }: Statement, stack: CheckedStack): readonly Violation[] {
  const { Service: services = [], AWS: accounts = [], Federated: providers = [] } = principals;
  const all = [...services, ...accounts, ...providers];
  const foreign = accounts.map((who) => stack.text(who) ?? who).filter((who) => !who.includes(stack.accountId));
  const audience = conditions.some(({ key }) => /:(?:aud|sub)$/.test(key));
  return [
    ...(all.includes("*") ? [{ found: "everybody", expected: "one service" }] : []),
    ...(services.length > 1 ? [{ found: services.join(", "), expected: "one service" }] : []),
    ...foreign
      .filter((who) => who !== "*")
      .map((who) => ({ found: `"${who}"`, expected: `nobody outside of account ${stack.accountId}` })),
    ...(providers.length > 0 && !audience
      ? [
          {
            found: `everybody whom ${providers.join(", ")} knows`,
            expected: "a condition on the audience (aud or sub)",
          },
        ]
      : []),
  ];
}
