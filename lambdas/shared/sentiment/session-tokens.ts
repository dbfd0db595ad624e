import { SignJWT } from "jose/jwt/sign";
import { jwtVerify } from "jose/jwt/verify";
import { type AuthType, authTypes } from "./user-rows.ts";

/** What a token says. */
export interface SessionToken {
  readonly userId: string;
  readonly sessionId: string;
  readonly authType: AuthType;
  /** Epoch seconds. */
  readonly expiresAt: number;
}

const algorithm = "HS256";
const issuer = "sentiment-analyzer";
/** Seconds by which the clocks of those who sign and those who verify may differ. */
const clockTolerance = 60;
const leastKeyBytes = 32;

/** The key that signs tokens cannot be used. Quotes nothing of it. */
export class SigningKeyError extends Error {
  override readonly name = "SigningKeyError";
}

/**
 * Signs a token (RFC 7519). It is valid in one environment alone.
 *
 * @param now epoch milliseconds.
 * @throws SigningKeyError where the key is shorter than 32 bytes.
 */
export async function signSessionToken(
  { userId, sessionId, authType, expiresAt }: SessionToken,
  key: string,
  environment: string,
  now: number,
): Promise<string> {
  const seconds = Math.floor(now / 1000);
  return new SignJWT({ roles: [authType] })
    .setProtectedHeader({ alg: algorithm })
    .setSubject(userId)
    .setJti(sessionId)
    .setIssuer(issuer)
    .setAudience(environment)
    .setIssuedAt(seconds)
    .setNotBefore(seconds)
    .setExpirationTime(expiresAt)
    .sign(keyBytes(key));
}

/**
 * Reads a token; undefined where it was not signed with this key and algorithm for this environment, has expired, or
 * lacks a claim.
 *
 * @param now epoch milliseconds.
 * @throws SigningKeyError where the key is shorter than 32 bytes.
 */
export async function readSessionToken(
  token: string,
  key: string,
  environment: string,
  now: number,
): Promise<SessionToken | undefined> {
  const bytes = keyBytes(key);
  const verified = await jwtVerify(token, bytes, {
    algorithms: [algorithm],
    issuer,
    audience: environment,
    clockTolerance,
    currentDate: new Date(now),
    requiredClaims: ["sub", "jti", "iat", "nbf", "exp", "roles"],
  }).catch(() => undefined);
  const { sub: userId, jti: sessionId, exp: expiresAt, roles } = verified?.payload ?? {};
  const authType = authTypes.find((type) => Array.isArray(roles) && roles.includes(type));
  if (!userId || !sessionId || expiresAt === undefined || authType === undefined) return undefined;
  return { userId, sessionId, authType, expiresAt };
}

function keyBytes(key: string): Uint8Array {
  const bytes = new TextEncoder().encode(key);
  if (bytes.length < leastKeyBytes) throw new SigningKeyError(`The signing key has fewer than ${leastKeyBytes} bytes`);
  return bytes;
}
