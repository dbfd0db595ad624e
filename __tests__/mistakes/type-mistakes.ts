import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Files of which every marked line must fail to compile: an error that stops to occur is an error itself. */
export function typeTestFiles(): readonly string[] {
  return readdirSync("__tests__", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".test-d.ts"))
    .map((path) => join("__tests__", path))
    .sort();
}

/** What does not compile: the remarks of the type tests, which `npm run typecheck` proves. */
export function typeMistakes(): readonly string[] {
  return typeTestFiles().flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/\/\/ @ts-expect-error (.+)/g)].map(([, what = ""]) => what),
  );
}
