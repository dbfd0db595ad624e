import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { onTestFinished } from "vitest";

/** A page, and what it asked for and said while it was looked at. */
export interface OpenedPage {
  readonly page: Page;
  /** URLs, its own first. */
  readonly requests: readonly string[];
  /** Lines of the console, and errors of scripts. */
  readonly complaints: readonly string[];
}

/** Opens a file in a tab of its own that cannot reach a network; the tab is gone when the test is finished. */
export async function openPage(
  browser: Browser,
  file: string,
  options: BrowserContextOptions = {},
  anchor = "",
): Promise<OpenedPage> {
  const context = await browser.newContext({ offline: true, reducedMotion: "reduce", ...options });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(`${pathToFileURL(file).href}${anchor}`);
  return { page, requests, complaints };
}
