import { expect, it } from "vitest";
import type { RehearsedStack } from "../../rehearsal/phases/rehearsed-stack.ts";
import { accountOf } from "../../rehearsal/prepare-stacks.ts";

function stackOf(...accounts: readonly string[]): RehearsedStack {
  const aws = accounts.map((account) => ({ allowed_account_ids: [account] }));
  return { name: "one", environment: "dev", directory: "/nowhere", json: { provider: { aws } } };
}

it("the emulator plays the account that the stacks are for", () => {
  expect(accountOf([stackOf("111122223333", "111122223333"), stackOf("111122223333")])).toBe("111122223333");
});

it.each([
  ["none", [stackOf()]],
  ["two", [stackOf("111122223333"), stackOf("444455556666")]],
])("stacks of %s cannot be rehearsed together", (_, stacks) => {
  expect(() => accountOf(stacks)).toThrow("expected stacks of one account");
});
