import { once } from "node:events";
import { createInterface } from "node:readline/promises";
import type { Readable, Writable } from "node:stream";

/** Asks on a terminal whether a plan is to be carried out; anything but `yes` is a no, Ctrl-C and an end of input too. */
export async function askApproval(
  stackName: string,
  { input, output, signal }: { readonly input: Readable; readonly output: Writable; readonly signal: AbortSignal },
): Promise<boolean> {
  const terminal = createInterface({ input, output });
  // While a question is open, the terminal hands Ctrl-C to it and not to the process.
  terminal.on("SIGINT", () => {
    output.write("\n");
    terminal.close();
  });
  const unanswered = once(terminal, "close").then(() => "no");
  try {
    const answer = terminal.question(`Change ${stackName} like this? Only yes is a yes: `, { signal });
    return (await Promise.race([answer, unanswered])).trim() === "yes";
  } finally {
    terminal.close();
  }
}
