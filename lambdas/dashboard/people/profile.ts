import { withNames } from "../../shared/aws/attribute-names.ts";
import { getItem, updateItem } from "../../shared/aws/dynamodb.ts";
import { type ProfileRow, profileKey } from "../../shared/sentiment/user-rows.ts";
import { configuration } from "../runtime.ts";
import { type Person, unauthorized } from "./sessions.ts";

/** Time zone of people who did not say theirs: that of the exchange. */
export const defaultTimezone = "America/New_York";

/**
 * Who a person is.
 *
 * @throws ApiError UNAUTHORIZED where the person is not there any more: rows of anonymous people end one by one.
 */
export async function readProfile({ userId }: Pick<Person, "userId">): Promise<ProfileRow> {
  const row = await findProfile(userId);
  if (row === undefined) throw unauthorized("The session has ended.");
  return row;
}

/** As `readProfile`; undefined where there is none. */
export async function findProfile(userId: string): Promise<ProfileRow | undefined> {
  const row = await getItem(configuration.USERS_TABLE, { Key: profileKey(userId), ConsistentRead: true });
  return row as ProfileRow | undefined;
}

/** Lets the person have mails or none: alerts and digests, but not the sign-in links that they ask for. */
export async function setEmailNotifications({ userId }: Person, enabled: boolean): Promise<void> {
  await updateItem(
    configuration.USERS_TABLE,
    withNames({
      Key: profileKey(userId),
      UpdateExpression: "SET #email_notifications_enabled = :enabled",
      ConditionExpression: "attribute_exists(#PK)",
      ExpressionAttributeValues: { ":enabled": enabled },
    }),
  );
}

/** An address as its owner recognises it and nobody else learns it: `j***@example.com`. */
export function maskedAddress(email: string): string {
  return `${email.slice(0, 1)}***${email.slice(email.lastIndexOf("@"))}`;
}
