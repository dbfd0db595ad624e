import type { MagicLinkRequest } from "../../shared/sentiment/notification-requests.ts";
import { magicLinkKey } from "../../shared/sentiment/user-rows.ts";
import { claimMail, type Release } from "../mail-claim.ts";
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
  const release = await claim(request, now);
  if (release === undefined) {
    logger.info("a sign-in link is gone, used or expired, or its mail was sent before");
    return false;
  }
  const mail = magicLinkMail(request, configuration.DASHBOARD_URL);
  // Nobody has proved yet to be the person behind the address; how often one may ask is limited where it is asked.
  await sendMail(mail, { userId: undefined, timeLeft, release });
  return true;
}

/** Notes that the mail is sent, before it is; undefined where another caller was first or the link does not work. */
function claim({ token }: MagicLinkRequest, now: Date): Promise<Release | undefined> {
  // A row that is not there has no time after this one either.
  const works = "attribute_not_exists(#used_at) AND #expires_at > :now";
  const isUnsent = "attribute_not_exists(#mail_sent_at)";
  return claimMail(
    {
      Key: magicLinkKey(token),
      noted: "mail_sent_at",
      before: undefined,
      condition: `${works} AND ${isUnsent}`,
      values: {},
    },
    now,
  );
}
