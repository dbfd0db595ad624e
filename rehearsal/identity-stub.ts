import { element, queryResult, serviceError } from "./supplement/answer.ts";
import { answering } from "./supplement/answering.ts";
import { type ServiceServer, serve } from "./supplement/supplement.ts";

/**
 * Opens a server that says which account it is, and nothing else: all that the provider asks for while it plans what is
 * not deployed yet.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export function openIdentityStub(accountId: string): Promise<ServiceServer> {
  const identity = [
    element("Arn", `arn:aws:iam::${accountId}:user/rehearsal`),
    element("UserId", "AIDAREHEARSAL"),
    element("Account", accountId),
  ].join("");
  return serve(
    answering({
      accountId,
      services: { sts: () => ({ GetCallerIdentity: () => queryResult("GetCallerIdentity", identity) }) },
      ask: async (call) =>
        serviceError(call, 501, "NotEmulated", "A plan of what is not deployed asks for the account alone."),
    }),
  );
}
