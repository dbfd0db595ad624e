import { copyFileSync, existsSync, mkdirSync, utimesSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { buildInputs } from "../../modules/packaging/build-key.ts";
import type { PackagedFunction } from "../../modules/packaging/package-functions.ts";

const longAgo = new Date("2001-01-01T00:00:00.000Z");

/**
 * Copies exactly those files that packaging says it depends on, with a time of change long ago. A build of the copy
 * succeeds only if nothing is missing from that list.
 */
export function copyInputs(root: string, functions: readonly PackagedFunction[], target: string): void {
  for (const path of new Set(functions.flatMap(({ metafile }) => buildInputs(metafile)))) {
    const source = resolve(root, path);
    if (!existsSync(source)) continue;
    // Where node_modules is a link, its files are listed by where they really are.
    const copy = join(target, path.replace(/^\.\.\/.*?(?=node_modules\/)/, ""));
    if (!copy.startsWith(target)) continue;
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(source, copy);
    utimesSync(copy, longAgo, longAgo);
  }
}
