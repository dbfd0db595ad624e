import { type Browser, chromium } from "playwright-core";
import { browserFile, browserInstallation } from "./browser.ts";

/**
 * Starts Chromium without a window; it asks nobody for updates.
 *
 * @throws Error where it is not installed.
 */
export function startBrowser(): Promise<Browser> {
  const executablePath = browserFile();
  if (executablePath === undefined) throw new Error(`There is no browser: ${browserInstallation}`);
  return chromium.launch({
    executablePath,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
