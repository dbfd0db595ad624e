import { asText, list } from "../resource.ts";
import { finding, type Rule, violationIf } from "../rule.ts";

export const providerAccount: Rule = {
  id: "provider-account",
  wrong: "The provider takes any account.",
  matters:
    "With the credentials of another account in the shell, everything is made there a second time, or destroyed.",
  remedy: "Set allowed_account_ids to the account of the environment.",
  requirements: [],
  check: (stack) =>
    stack.providers.map((provider) => {
      const accounts = list(provider.body.allowed_account_ids);
      return finding(
        provider,
        violationIf(accounts.length !== 1 || !/^\d{12}$/.test(asText(accounts[0])), {
          path: "allowed_account_ids",
          found: accounts.length === 0 ? "nothing" : accounts.join(", "),
          expected: "one account id of 12 digits",
        }),
      );
    }),
};
