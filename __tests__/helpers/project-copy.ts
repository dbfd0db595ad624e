import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A copy of the project's own files in a new folder, with the installed packages linked in. */
export interface ProjectCopy {
  readonly folder: string;
  remove(): void;
}

/** Copies the project. The folder's name has a space, because users' folders do. */
export function copyProject(): ProjectCopy {
  const folder = join(mkdtempSync(join(tmpdir(), "project-copy-")), "a project");
  copyFiles(process.cwd(), folder);
  return { folder, remove: () => rmSync(dirname(folder), { recursive: true, force: true }) };
}

/**
 * Copies what git knows or would add, and links the packages. So each copy has output and caches of its own.
 *
 * @param rewrite changes the text of each TypeScript file on its way. Default: it stays.
 */
export function copyFiles(root: string, target: string, rewrite?: (text: string) => string): void {
  const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"], {
    cwd: root,
    encoding: "utf8",
  });
  for (const file of files.split("\0").filter((name) => name !== "")) {
    const [from, to] = [join(root, file), join(target, file)];
    mkdirSync(dirname(to), { recursive: true });
    if (rewrite !== undefined && file.endsWith(".ts")) writeFileSync(to, rewrite(readFileSync(from, "utf8")));
    else cpSync(from, to, { recursive: true, force: true });
  }
  symlinkSync(join(root, "node_modules"), join(target, "node_modules"));
}
