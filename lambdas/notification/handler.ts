import type { Context } from "aws-lambda";
import { sendDigests } from "./digest/send-digests.ts";
import { readEvent } from "./event.ts";
import { alertMail } from "./mails/alert-mail.ts";
import { magicLinkMail } from "./mails/magic-link-mail.ts";
import { configuration, handle } from "./runtime.ts";
import { sendMail } from "./send-mail.ts";

export const handler = handle(async (event: unknown, context: Context) => {
  const notification = readEvent(event);
  switch (notification.notification_type) {
    case "alert":
      await sendMail(alertMail(notification.alert, configuration.DASHBOARD_URL));
      return { sent: 1 };
    case "magic_link":
      await sendMail(magicLinkMail(notification, configuration.DASHBOARD_URL));
      return { sent: 1 };
    case "digest":
      return sendDigests(new Date(), () => context.getRemainingTimeInMillis());
  }
});
