import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { signingKey } from "./dashboard.ts";
import { requestedMails, signedIn } from "./people.ts";

/** Addresses that the tests sign in with, and that must stand in no line. */
export const janesAddress = "private.person@example.com";
export const strangersAddress = "stranger@example.com";

/** What must stand in no line: the key, the addresses, and the tokens of all sessions and links. */
const secretTexts = new Set<string>([signingKey, janesAddress, strangersAddress]);

/** Keeps a token in mind, so that it is looked for among the lines. */
export function remembered(token: string): string {
  secretTexts.add(token);
  return token;
}

/** A token of somebody with an address. */
export async function asJane(): Promise<string> {
  return remembered(await signedIn(janesAddress));
}

/**
 * Collects every line that the function writes in the tests of a file, and holds them against all secrets in a last
 * test. Call it at the end of the file.
 *
 * @param expected at least so many chunks of output and secrets: a test that looks at nothing would always pass.
 */
export function findNoSecretInOutput(expected: { readonly chunks: number; readonly secrets: number }): void {
  const written: string[] = [];
  beforeEach(() => {
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
  });
  afterEach(() => {
    const streams = [process.stdout, process.stderr];
    written.push(...streams.flatMap(({ write }) => vi.mocked(write).mock.calls.map(([chunk]) => String(chunk))));
    for (const { token } of requestedMails()) secretTexts.add(token);
    vi.mocked(process.stderr.write).mockRestore();
  });
  it("no secret, token or address stands in any line that the tests before wrote", () => {
    const text = written.join("");

    expect(written.length).toBeGreaterThanOrEqual(expected.chunks);
    expect(secretTexts.size).toBeGreaterThanOrEqual(expected.secrets);
    for (const secret of secretTexts) expect(text).not.toContain(secret);
  });
}
