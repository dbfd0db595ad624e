import { readFileSync } from "node:fs";
import { ProblemError } from "../../modules/problem.ts";

/**
 * The event in a JSON file.
 *
 * @throws ProblemError where the file cannot be read or is not JSON.
 */
export function readEventFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new ProblemError([
      {
        place: `--event ${file}`,
        found: reasonOf(error),
        expected: "a file that holds the event as JSON",
        remedy: "Paths start at the project's folder.",
      },
    ]);
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof SyntaxError) return `no JSON (${error.message.replace(/\s+/g, " ")})`;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ENOENT" ? "no such file" : `a file that cannot be read (${String(code)})`;
}
