import { descriptionMarker, headlineMarker } from "./planned-story.ts";
import { mailDomain } from "./round-plan.ts";
import { secretMarker } from "./secret-values.ts";

/** Texts that no log line may hold, by what they are part of. All of them are in use in every world. */
export const forbiddenTexts: Readonly<Record<string, string>> = {
  secret: secretMarker,
  address: mailDomain,
  headline: headlineMarker,
  description: descriptionMarker,
};

/**
 * What of an output nobody may ever read in a log: what it is, and the line that it stands in.
 *
 * @param more texts of this world, such as tokens of sessions.
 */
export function forbiddenIn(output: string, more: Readonly<Record<string, string>> = {}): readonly string[] {
  const texts = Object.entries({ ...forbiddenTexts, ...more }).map(
    ([what, text]) => [what, text.toLowerCase()] as const,
  );
  return output
    .split("\n")
    .flatMap((line) =>
      texts
        .filter(([, text]) => line.toLowerCase().includes(text))
        .map(([what]) => `a log line holds a part of a ${what}: ${line.slice(0, 400)}`),
    );
}
