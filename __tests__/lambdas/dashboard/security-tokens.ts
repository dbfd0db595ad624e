import { createHmac, generateKeyPairSync, sign } from "node:crypto";

type Part = Readonly<Record<string, unknown>>;

function encoded(part: Part): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

/** The claims of a token. */
export function claimsOf(token: string): Part {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
}

/** A token put together by hand, signed by `signature`. */
export function tokenOf(header: Part, claims: Part, signature: (text: string) => string): string {
  const text = `${encoded(header)}.${encoded(claims)}`;
  return `${text}.${signature(text)}`;
}

/** Signs as HS256, HS384 or HS512 does. */
export function hmac(key: string, bits: 256 | 384 | 512 = 256) {
  return (text: string) => createHmac(`sha${bits}`, key).update(text).digest("base64url");
}

/** Signs as RS256 does, with a key of its own. */
export function rsa() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return (text: string) => sign("sha256", Buffer.from(text), privateKey).toString("base64url");
}
