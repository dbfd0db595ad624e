import * as z from "zod/mini";
import { created } from "../http/answer.ts";
import { means } from "../http/meaning.ts";
import { moment } from "../http/parameters.ts";
import { route } from "../http/route.ts";
import { createAnonymousSession } from "../people/sessions.ts";

const timezoneExpected = "a time zone such as America/New_York";

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

export const anonymousSession = route({
  method: "POST",
  path: "/api/v2/auth/anonymous",
  name: "createAnonymousSession",
  tag: "sessions",
  summary: "Gives a token for 30 days, without any personal data.",
  access: "public",
  errors: ["DATABASE_ERROR"],
  body: z.strictObject({
    timezone: means(
      z._default(z.string(timezoneExpected).check(z.refine(isTimeZone, timezoneExpected)), "America/New_York"),
      { description: "IANA name of the person's time zone.", examples: ["America/New_York"] },
    ),
  }),
  answers: {
    201: z.strictObject({
      user_id: z.string(),
      token: means(z.string(), "Send it in the header authorization, after Bearer. It is not shown again."),
      auth_type: z.literal("anonymous"),
      created_at: moment,
      session_expires_at: moment,
    }),
  },
  async answer({ body: { timezone } }) {
    const { userId, token, createdAt, expiresAt } = await createAnonymousSession(timezone, Date.now());
    return created({
      user_id: userId,
      token,
      auth_type: "anonymous",
      created_at: createdAt,
      session_expires_at: expiresAt,
    });
  },
});
