import * as z from "zod/mini";
import { withNames } from "../shared/aws/attribute-names.ts";
import { getItem } from "../shared/aws/dynamodb.ts";
import { profileKey } from "../shared/sentiment/user-rows.ts";
import { configuration } from "./runtime.ts";

const profileRow = z.object({
  email: z.nullish(z.email()),
  email_notifications_enabled: z.nullish(z.boolean()),
});

/** Address of a person; undefined where there is none or they want no mails. */
export async function addressOf(userId: string): Promise<string | undefined> {
  const row = await getItem(
    configuration.USERS_TABLE,
    withNames({ Key: profileKey(userId), ProjectionExpression: "#email, #email_notifications_enabled" }),
  );
  const profile = profileRow.parse(row ?? {});
  return profile.email_notifications_enabled === false ? undefined : (profile.email ?? undefined);
}
