import * as z from "zod/mini";
import { means } from "./meaning.ts";

const expected = "the next_cursor of an earlier answer";
const maximumCharacters = 1024;
const meaning = {
  description: "Where the page begins: next_cursor of the page before it. Its content may change at any time.",
  sent: { type: "string", maxLength: maximumCharacters, pattern: "^[A-Za-z0-9_-]+$" },
};

/** Position in a list as the caller keeps it: opaque, safe in a URL. The parts are the key of the last row given out. */
export function encodeCursor(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

/** A cursor with that number of parts; becomes the parts, none of them empty. */
export function cursorOf(parts: number) {
  const text = z.string(expected).check(z.maxLength(maximumCharacters, expected));
  const fits = (value: unknown) =>
    Array.isArray(value) && value.length === parts && value.every((part) => typeof part === "string" && part !== "");
  return means(z.pipe(z.pipe(text, z.transform(decode)), z.custom<readonly string[]>(fits, expected)), meaning);
}

/** A cursor that is one moment; becomes epoch milliseconds. */
export const instantCursor = means(
  z.pipe(
    z.pipe(
      cursorOf(1),
      z.transform(([text = ""]) => Date.parse(text)),
    ),
    z.number(expected).check(z.gte(0, expected)),
  ),
  meaning,
);

/** What a list says of its next page. */
export const nextCursor = means(z.nullable(z.string()), "Gives the next page; null at the end.");

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
