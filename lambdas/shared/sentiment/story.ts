import { createHash } from "node:crypto";

const notPartOfAWord = /[^\p{L}\p{N}_\s]/gu;

/** A headline as stories are compared by: lower case, letters, digits and underscores, words one space apart. */
export function normalizeHeadline(headline: string): string {
  return headline.toLowerCase().replace(notPartOfAWord, "").replace(/\s+/g, " ").trim();
}

/**
 * Key of a story, the same whichever source tells it: 32 hexadecimal digits of SHA-256 over the normalised headline
 * and the day of publication.
 *
 * @param publishedAt ISO 8601 in UTC; only its first ten characters count.
 */
export function dedupKey(headline: string, publishedAt: string): string {
  const identity = `${normalizeHeadline(headline)}|${publishedAt.slice(0, 10)}`;
  return createHash("sha256").update(identity, "utf8").digest("hex").slice(0, 32);
}

/** Partition key of a story's row in the items table. */
export function storyId(key: string): string {
  return `dedup:${key}`;
}
