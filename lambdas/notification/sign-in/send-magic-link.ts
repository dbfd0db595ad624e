import { withNames } from "../../shared/aws/attribute-names.ts";
import { updateItem } from "../../shared/aws/dynamodb.ts";
import type { MagicLinkRequest } from "../../shared/sentiment/notification-requests.ts";
import { magicLinkKey } from "../../shared/sentiment/user-rows.ts";
import { isMade } from "../conditional-write.ts";
import { magicLinkMail } from "../mails/magic-link-mail.ts";
import { configuration, logger } from "../runtime.ts";
import { sendMail, type TimeLeft } from "../send-mail.ts";

/**
 * Sends the mail of a sign-in link, once however often it is asked for. A link that works no more is left out.
 *
 * @returns whether the mail was sent.
 * @throws what sendMail throws.
 */
export async function sendMagicLink(request: MagicLinkRequest, now: Date, timeLeft: TimeLeft): Promise<boolean> {
  if (!(await claim(request, now))) {
    logger.info("a sign-in link is gone, used or expired, or its mail was sent before");
    return false;
  }
  const mail = magicLinkMail(request, configuration.DASHBOARD_URL);
  // Nobody has proved yet to be the person behind the address; how often one may ask is limited where it is asked.
  await sendMail(mail, { userId: undefined, timeLeft, release: () => release(request, now) });
  return true;
}

/** Notes that the mail is sent, before it is; gives back whether this caller is the first and the link works. */
function claim({ token }: MagicLinkRequest, now: Date): Promise<boolean> {
  const isUnsent = "attribute_not_exists(#mail_sent_at)";
  // A row that is not there has no time after this one either.
  const works = "attribute_not_exists(#used_at) AND #expires_at > :now";
  const write = updateItem(
    configuration.USERS_TABLE,
    withNames({
      Key: magicLinkKey(token),
      UpdateExpression: "SET #mail_sent_at = :now",
      ConditionExpression: `${works} AND ${isUnsent}`,
      ExpressionAttributeValues: { ":now": now.toISOString() },
    }),
  );
  return isMade(write);
}

/** Takes the claim back because nothing was sent, unless the link is gone. */
async function release({ token }: MagicLinkRequest, now: Date): Promise<void> {
  const write = updateItem(
    configuration.USERS_TABLE,
    withNames({
      Key: magicLinkKey(token),
      UpdateExpression: "REMOVE #mail_sent_at",
      ConditionExpression: "#mail_sent_at = :now",
      ExpressionAttributeValues: { ":now": now.toISOString() },
    }),
  );
  await isMade(write);
}
