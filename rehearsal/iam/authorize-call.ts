import type { AnsweringProps } from "../supplement/answering.ts";
import type { Authorizer } from "./authorizer.ts";
import { refusalAnswer } from "./refusal-answer.ts";
import { signedCallOf } from "./signed-call.ts";

/** Lets a role do what the authorizer does not refuse; the deployment itself may do everything. */
export function authorizeCall({ refusal }: Authorizer): NonNullable<AnsweringProps["authorize"]> {
  return async (call, role) => {
    if (role === undefined) return undefined;
    const refused = await refusal(role, signedCallOf(call));
    return refused === undefined ? undefined : refusalAnswer(call, refused);
  };
}
