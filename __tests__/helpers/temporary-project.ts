import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { onTestFinished } from "vitest";

/** A folder that is gone when the test is finished. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "a place for tests "));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder for all tests of a file, which removes it when they are done. */
export function keptFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "a place for tests "));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Writes files below a folder, by path. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Two functions that share a file and use a package. */
export const projectFiles: Readonly<Record<string, string>> = {
  "package.json": '{"name":"project","type":"module"}',
  "package-lock.json": '{"lockfileVersion":3}',
  "node_modules/.package-lock.json": '{"lockfileVersion":3}',
  "node_modules/tiny/package.json": '{"name":"tiny","main":"main.cjs","module":"module.js"}',
  "node_modules/tiny/module.js": 'export const tiny = (text) => "tiny " + text;',
  "node_modules/tiny/main.cjs": 'exports.tiny = (text) => "common " + text;',
  "lambdas/shared/greeting.ts": 'export const greeting: string = "hello";',
  "lambdas/one/handler.ts":
    'import { tiny } from "tiny"; import { greeting } from "../shared/greeting.ts"; export const handler = async () => tiny(greeting);',
  "lambdas/two/handler.ts":
    'import { greeting } from "../shared/greeting.ts"; export class TwoError extends Error {} export const handler = async () => { throw new TwoError(greeting); };',
};

/**
 * A project in a temporary folder. It is old enough for packaging to trust that it does not change while it is read.
 */
export async function temporaryProject(files: Readonly<Record<string, string>> = projectFiles): Promise<string> {
  const root = temporaryFolder();
  writeFiles(root, files);
  await settle();
  return root;
}

/** Waits until a file that was just written counts as unchanged. */
export async function settle(): Promise<void> {
  await setTimeout(40);
}

/** Every file below a folder with its content, to compare folders by. */
export function contentOf(folder: string): Readonly<Record<string, string>> {
  if (!existsSync(folder)) return {};
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.sort().map((file) => [file.slice(folder.length + 1), readFileSync(file).toString("latin1")]),
  );
}
