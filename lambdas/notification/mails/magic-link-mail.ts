import type { MagicLinkRequest } from "../../shared/sentiment/notification-requests.ts";
import { html } from "./html.ts";
import type { Mail } from "./mail.ts";
import { page, pageUrl } from "./page.ts";

/** Carries the link that signs a person in. */
export function magicLinkMail(
  { email, token, expires_in_minutes: minutes }: Omit<MagicLinkRequest, "notification_type">,
  dashboardUrl: string,
): Mail {
  const subject = "Your sign-in link";
  const link = pageUrl(dashboardUrl, "/auth/verify", { token });
  const validity = `The link works once, and for ${minutes} minutes.`;
  const unasked = "If you did not ask for it, nothing needs to be done.";
  const content = html`<p><a href="${link}">Sign in</a></p>
<p>${validity}</p>
<p style="font-size:12px">${unasked} This mail comes from ${dashboardUrl}.</p>`;
  return {
    template: "magic_link",
    to: email,
    subject,
    text: [`Sign in: ${link}`, validity, `${unasked} This mail comes from ${dashboardUrl}.`].join("\n\n"),
    html: page(subject, content),
  };
}
