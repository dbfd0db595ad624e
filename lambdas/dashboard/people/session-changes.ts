import { withNames } from "../../shared/aws/attribute-names.ts";
import { cancellationCodes, deleteItem, type TransactionEntry, transactWrite } from "../../shared/aws/dynamodb.ts";
import { sessionKey } from "../../shared/sentiment/user-rows.ts";
import { configuration } from "../runtime.ts";
import { deleteRows, prolongRows, readAnonymousRows } from "./anonymous-rows.ts";
import { type NewSession, type Person, signedSession, unauthorized } from "./sessions.ts";
import { untilWritten } from "./until-written.ts";

/**
 * Lets a session last 30 more days from `now` (epoch milliseconds) and gives a token for them. All rows of an
 * anonymous person last as long.
 *
 * @throws ApiError UNAUTHORIZED where the session ended meanwhile.
 */
export function refreshSession(person: Person, now: number): Promise<NewSession> {
  return untilWritten(async () => {
    const { session, expiresAt } = await signedSession(person, now);
    const prolong = withNames({
      TableName: configuration.USERS_TABLE,
      Key: sessionKey(person.sessionId),
      UpdateExpression: "SET #ttl_timestamp = :end",
      ConditionExpression: "attribute_exists(#PK)",
      ExpressionAttributeValues: { ":end": expiresAt },
    });
    const others =
      person.authType === "anonymous" ? prolongRows(await readAnonymousRows(person.userId), expiresAt) : [];
    if (!(await writeWhileItLasts({ Update: prolong }, others))) throw unauthorized("The session has ended.");
    return session;
  });
}

/** Ends a session at once, whatever tokens of it there are; and with it everything of an anonymous person. */
export async function endSession({ userId, sessionId, authType }: Person): Promise<void> {
  const Key = sessionKey(sessionId);
  if (authType !== "anonymous") return deleteItem(configuration.USERS_TABLE, { Key });
  const end = withNames({ TableName: configuration.USERS_TABLE, Key, ConditionExpression: "attribute_exists(#PK)" });
  await untilWritten(async () => writeWhileItLasts({ Delete: end }, deleteRows(await readAnonymousRows(userId))));
}

/** Gives back whether the first entry's condition held. */
async function writeWhileItLasts(session: TransactionEntry, others: readonly TransactionEntry[]): Promise<boolean> {
  try {
    await transactWrite([session, ...others]);
    return true;
  } catch (error) {
    if (cancellationCodes(error)[0] === "ConditionalCheckFailed") return false;
    throw error;
  }
}
