import * as z from "zod/mini";
import { authTypes } from "../../shared/sentiment/user-rows.ts";
import { accepted, created, ok } from "../http/answer.ts";
import { means } from "../http/meaning.ts";
import { moment } from "../http/parameters.ts";
import { route } from "../http/route.ts";
import { linkLifetimeSeconds, requestMagicLink } from "../people/magic-links.ts";
import { defaultTimezone, maskedAddress } from "../people/profile.ts";
import { takeFromLimit } from "../people/rate-limits.ts";
import { createAnonymousSession, currentPerson } from "../people/sessions.ts";
import { signIn } from "../people/sign-in.ts";
import { timezone } from "./time-zone.ts";

const bearerToken = means(z.string(), "Send it in the header authorization, after Bearer. It is not shown again.");
const userId = means(z.string(), "Id of the person.");

export const anonymousSession = route({
  method: "POST",
  path: "/api/v2/auth/anonymous",
  name: "createAnonymousSession",
  tag: "sessions",
  summary: "Gives a token for 30 days, without any personal data.",
  access: "public",
  body: z.strictObject({ timezone: z._default(timezone, defaultTimezone) }),
  answers: {
    201: z.strictObject({
      user_id: userId,
      token: bearerToken,
      auth_type: z.literal("anonymous"),
      created_at: moment,
      session_expires_at: moment,
    }),
  },
  errors: ["DATABASE_ERROR", "RATE_LIMIT_EXCEEDED"],
  async answer({ body, request }) {
    const now = Date.now();
    await takeFromLimit("anonymous_session", { sourceIp: request.sourceIp }, now);
    const session = await createAnonymousSession(body.timezone, now);
    return created({
      user_id: session.userId,
      token: session.token,
      auth_type: "anonymous" as const,
      created_at: session.createdAt,
      session_expires_at: session.expiresAt,
    });
  },
});

const addressCharacters = 254;
const addressExpected = `an e-mail address of at most ${addressCharacters} characters`;

export const magicLink = route({
  method: "POST",
  path: "/api/v2/auth/magic-link",
  name: "requestMagicLink",
  tag: "sessions",
  summary: "Sends a mail with a link that signs in.",
  description:
    "The answer is the same whether or not the address belongs to somebody. With the token of an anonymous session, what that person has is kept if the address is new.",
  access: "public",
  body: z.strictObject({
    email: means(
      z
        .string(addressExpected)
        .check(z.trim(), z.maxLength(addressCharacters, addressExpected), z.email(addressExpected)),
      {
        examples: ["jane@example.com"],
        sent: { type: "string", format: "email", maxLength: addressCharacters },
      },
    ),
  }),
  answers: {
    202: z.strictObject({
      status: z.literal("sent"),
      expires_in_seconds: means(z.int(), "How long the link works."),
    }),
  },
  errors: ["DATABASE_ERROR", "RATE_LIMIT_EXCEEDED"],
  async answer({ body: { email }, request }) {
    const now = Date.now();
    await takeFromLimit("magic_link", { sourceIp: request.sourceIp }, now);
    await takeFromLimit("magic_link", { email }, now);
    await requestMagicLink(email, await currentPerson(request.headers.authorization, now), now);
    return accepted({ status: "sent" as const, expires_in_seconds: linkLifetimeSeconds });
  },
});

const linkToken = "the token of a sign-in link";

export const magicLinkVerify = route({
  method: "POST",
  path: "/api/v2/auth/magic-link/verify",
  name: "verifyMagicLink",
  tag: "sessions",
  summary: "Signs in by the token of a link, which works once.",
  description: "No GET: programs that look at mails follow links, and would use them up.",
  access: "public",
  body: z.strictObject({
    token: means(z.string(linkToken).check(z.minLength(1, linkToken), z.maxLength(256, linkToken)), "From the link."),
  }),
  answers: {
    200: z.strictObject({
      user_id: userId,
      token: bearerToken,
      auth_type: z.enum(authTypes),
      email_masked: means(z.string(), { examples: ["j***@example.com"] }),
      session_expires_at: moment,
      merged_anonymous_data: means(z.boolean(), "Whether what an anonymous person had belongs to this one now."),
    }),
  },
  errors: ["DATABASE_ERROR", "NOT_FOUND", "CONFLICT", "GONE"],
  async answer({ body }) {
    const { session, email, mergedAnonymousData } = await signIn(body.token, Date.now());
    return ok({
      user_id: session.userId,
      token: session.token,
      auth_type: session.authType,
      email_masked: maskedAddress(email),
      session_expires_at: session.expiresAt,
      merged_anonymous_data: mergedAnonymousData,
    });
  },
});
