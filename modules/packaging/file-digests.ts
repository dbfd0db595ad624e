import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";

/** Digest of a path, relative to the project, where no file is. */
export const absent = "absent";

/** SHA-256 of a file by its path relative to the project, or `absent`. */
export type FileDigests = (path: string) => string;

/**
 * Digests of files as they are now; every file is read once. One after another: reading two thousand small files takes
 * 30 ms this way, and five times as long through Node's thread pool.
 */
export function fileDigests(root: string): FileDigests {
  const known = new Map<string, string>();
  return (path) => {
    const digest = known.get(path) ?? digestOf(resolve(root, path));
    known.set(path, digest);
    return digest;
  };
}

function digestOf(file: string): string {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return absent;
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}
