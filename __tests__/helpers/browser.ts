import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Environment variable that names the browser's file, where it is not on PATH. */
export const browserVariable = "CHROMIUM";

/** How to come by a browser. */
export const browserInstallation = `apt-get install chromium, or set ${browserVariable} to the file of a Chromium or Chrome`;

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/** Chromium's file on this host; undefined where there is none. */
export function browserFile(): string | undefined {
  const named = process.env[browserVariable];
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = [
    ...(named === undefined || named === "" ? [] : [named]),
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
  ];
  return candidates.find((file) => existsSync(file));
}
