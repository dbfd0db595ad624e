import * as z from "zod/mini";
import { means } from "../http/meaning.ts";

const expected = "a time zone such as America/New_York";

/** Name of a time zone as the IANA database has it, or an alias of one. */
export const timezone = means(z.string(expected).check(z.refine(isTimeZone, expected)), {
  description: "IANA name of a time zone.",
  examples: ["America/New_York"],
});

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
