import { createInterface } from "node:readline/promises";
import type { Readable, Writable } from "node:stream";

/** Asks on a terminal whether a plan is to be carried out; anything but `yes` is a no. */
export async function askApproval(
  stackName: string,
  { input, output, signal }: { readonly input: Readable; readonly output: Writable; readonly signal: AbortSignal },
): Promise<boolean> {
  const terminal = createInterface({ input, output });
  try {
    const answer = await terminal.question(`Change ${stackName} like this? Only yes is a yes: `, { signal });
    return answer.trim() === "yes";
  } finally {
    terminal.close();
  }
}
