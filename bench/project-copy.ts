import { copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What a copy does without: what is made from the rest, and what nothing reads. */
const leftOut = new Set(["node_modules", "cdktf.out", "state", "coverage", "docs", "__tests__"]);

/**
 * Copies the project with its packages, which stay where they are. Each copy has output and caches of its own, so that
 * a measurement begins without them and the project keeps its own.
 *
 * @param rewrite changes the text of each TypeScript file on its way.
 */
export function copyProject(root: string, target: string, rewrite = (text: string) => text): void {
  const names = readdirSync(root).filter((name) => !name.startsWith(".") && !leftOut.has(name));
  copyEntries(root, target, names, rewrite);
  symlinkSync(join(root, "node_modules"), join(target, "node_modules"));
}

function copyEntries(
  source: string,
  target: string,
  names: readonly string[],
  rewrite: (text: string) => string,
): void {
  mkdirSync(target, { recursive: true });
  const entries = readdirSync(source, { withFileTypes: true }).filter(({ name }) => names.includes(name));
  for (const entry of entries) {
    const [from, to] = [join(source, entry.name), join(target, entry.name)];
    if (entry.isDirectory()) copyEntries(from, to, readdirSync(from), rewrite);
    else if (entry.name.endsWith(".ts")) writeFileSync(to, rewrite(readFileSync(from, "utf8")));
    else copyFileSync(from, to);
  }
}
