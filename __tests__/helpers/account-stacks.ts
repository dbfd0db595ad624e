import { account } from "../../environments/account.ts";
import { environments } from "../../environments/index.ts";
import type { Environment } from "../../environments/schema.ts";
import { AccountStack } from "../../stacks/account/account-stack.ts";
import { StateStack } from "../../stacks/state/state-stack.ts";
import { type Synthesized, synthesize, testApp } from "./synthesize.ts";

/** The stack of the account, beside environments as they are given. */
export function accountStackBeside(besides: readonly Environment[]): Synthesized {
  return synthesize(new AccountStack(testApp(), { account, environments: besides }));
}

/** The stacks of the account, synthesized once for all tests of a file. */
export const accountStack = accountStackBeside(environments);
export const stateStack = synthesize(new StateStack(testApp(), { account }));
