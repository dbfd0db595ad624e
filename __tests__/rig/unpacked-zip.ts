import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { unzip } from "../../bench/unzip.ts";

/** A zip's files in a folder outside of the project, so that its code finds none of the project's packages. */
export interface UnpackedZip {
  readonly folder: string;
  remove(): void;
}

/** Unpacks a zip that packaging made. */
export function unpackZip(zip: Buffer): UnpackedZip {
  const folder = mkdtempSync(join(tmpdir(), "function-"));
  for (const [name, content] of unzip(zip)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
