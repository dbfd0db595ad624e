import * as z from "zod/mini";
import { created } from "../http/answer.ts";
import { bodyOf } from "../http/input.ts";
import type { PublicRoute } from "../http/router.ts";
import { createAnonymousSession } from "../people/sessions.ts";

const timezoneExpected = "a time zone such as America/New_York";
const body = z.strictObject({
  timezone: z._default(z.string(timezoneExpected).check(z.refine(isTimeZone, timezoneExpected)), "America/New_York"),
});

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

export const anonymousSession: PublicRoute = {
  method: "POST",
  path: "/api/v2/auth/anonymous",
  summary: "Gives a token for 30 days, without any personal data.",
  access: "public",
  async answer(request) {
    const { timezone } = bodyOf(request, body);
    const { userId, token, createdAt, expiresAt } = await createAnonymousSession(timezone, Date.now());
    return created({
      user_id: userId,
      token,
      auth_type: "anonymous",
      created_at: createdAt,
      session_expires_at: expiresAt,
    });
  },
};
