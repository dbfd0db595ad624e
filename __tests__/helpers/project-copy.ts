import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A copy of the project's own files in a new folder, with the installed packages linked in. */
export interface ProjectCopy {
  readonly folder: string;
  remove(): void;
}

/** Copies what git knows or would add. The folder's name has a space, because users' folders do. */
export function copyProject(): ProjectCopy {
  const folder = join(mkdtempSync(join(tmpdir(), "project-copy-")), "a project");
  const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"], {
    encoding: "utf8",
  });
  for (const file of files.split("\0").filter((name) => name !== "")) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(file, join(folder, file), { recursive: true, force: true });
  }
  symlinkSync(join(process.cwd(), "node_modules"), join(folder, "node_modules"));
  return { folder, remove: () => rmSync(dirname(folder), { recursive: true, force: true }) };
}
