import * as z from "zod/mini";
import { configurationLimits } from "../../shared/sentiment/configurations.ts";
import { authTypes } from "../../shared/sentiment/user-rows.ts";
import { noContent, ok } from "../http/answer.ts";
import { means } from "../http/meaning.ts";
import { moment } from "../http/parameters.ts";
import { route } from "../http/route.ts";
import { maskedAddress, readProfile } from "../people/profile.ts";
import { endSession, refreshSession } from "../people/session-changes.ts";
import { isoTime } from "../people/sessions.ts";

const secondsLeft = means(z.int(), "Seconds until the session ends.");

export const sessionRead = route({
  method: "GET",
  path: "/api/v2/auth/session",
  name: "readSession",
  tag: "sessions",
  summary: "Who the token belongs to, and until when.",
  access: "personal",
  answers: {
    200: z.strictObject({
      user_id: z.string(),
      auth_type: z.enum(authTypes),
      email_masked: means(z.nullable(z.string()), { examples: ["j***@example.com"] }),
      session_expires_at: moment,
      session_expires_in_seconds: secondsLeft,
      configurations: z.strictObject({ count: z.int(), maximum: z.int() }),
    }),
  },
  async answer(_, person) {
    const now = Date.now();
    const { email, configuration_count: count } = await readProfile(person);
    return ok({
      user_id: person.userId,
      auth_type: person.authType,
      email_masked: email === undefined ? null : maskedAddress(email),
      session_expires_at: isoTime(person.expiresAt),
      session_expires_in_seconds: person.expiresAt - Math.floor(now / 1000),
      configurations: { count, maximum: configurationLimits.perPerson },
    });
  },
});

export const sessionRefresh = route({
  method: "POST",
  path: "/api/v2/auth/session/refresh",
  name: "refreshSession",
  tag: "sessions",
  summary: "Lets the session last 30 more days and gives a token for them.",
  description: "Everything of an anonymous person lasts as long as the session. Tokens given before keep their end.",
  access: "personal",
  answers: {
    200: z.strictObject({
      user_id: z.string(),
      token: means(z.string(), "Send it in the header authorization, after Bearer. It is not shown again."),
      auth_type: z.enum(authTypes),
      session_expires_at: moment,
      session_expires_in_seconds: secondsLeft,
    }),
  },
  errors: ["CONFLICT"],
  async answer(_, person) {
    const now = Date.now();
    const session = await refreshSession(person, now);
    return ok({
      user_id: session.userId,
      token: session.token,
      auth_type: session.authType,
      session_expires_at: session.expiresAt,
      session_expires_in_seconds: Math.floor((Date.parse(session.expiresAt) - now) / 1000),
    });
  },
});

export const signOut = route({
  method: "POST",
  path: "/api/v2/auth/signout",
  name: "signOut",
  tag: "sessions",
  summary: "Ends the session: its tokens are worth nothing from now on.",
  description: "What an anonymous person has is deleted with it: nobody could reach it any more.",
  access: "personal",
  answers: { 204: null },
  errors: ["CONFLICT"],
  async answer(_, person) {
    await endSession(person);
    return noContent();
  },
});
