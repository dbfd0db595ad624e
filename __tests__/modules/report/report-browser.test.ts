import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { account } from "../../../environments/account.ts";
import { environments } from "../../../environments/index.ts";
import { kindHeadings } from "../../../modules/alarms/kind-headings.ts";
import { accountAlarmRegister } from "../../../stacks/account/alarms.ts";
import { accountScope, watchedRegions } from "../../../stacks/account/surroundings.ts";
import { sentimentAlarmRegister } from "../../../stacks/sentiment/alarms/alarm-register.ts";
import { surroundingsOf } from "../../../stacks/sentiment/surroundings.ts";
import { openPage } from "../../helpers/opened-page.ts";
import { runCommand } from "../../helpers/run-command.ts";
import { sentimentContracts } from "../../helpers/sentiment-stacks.ts";
import { startBrowser } from "../../helpers/start-browser.ts";
import { keptFolder } from "../../helpers/temporary-project.ts";
import { legibility, unfold } from "./page-checks.ts";

const milliseconds = 60_000;
const sections = ["topology", "coverage", "alarms", "requirements", "permissions", "sizes", "bill"];
const phone = { width: 375, height: 812 };
const registers = [
  ...environments.map((environment) => ({
    name: environment.name,
    alarms: sentimentAlarmRegister(surroundingsOf(environment), sentimentContracts).alarms,
  })),
  {
    name: accountScope,
    alarms: watchedRegions(account, environments).flatMap((region) => accountAlarmRegister(region).alarms),
  },
];

const folder = keptFolder();
const file = join(folder.path, "report.html");
let browser: Browser;

beforeAll(async () => {
  const { code, stderr } = runCommand(["commands/report.ts", "--out", file]);
  if (code !== 0) throw new Error(stderr);
  browser = await startBrowser();
}, milliseconds);

afterAll(async () => {
  await browser?.close();
  folder.remove();
});

const opened = (options: BrowserContextOptions = {}, anchor = "") => openPage(browser, file, options, anchor);

/** Value of a CSS property as it came out. */
function computed(locator: Locator, property: string): Promise<string> {
  return locator.evaluate(
    (element, name) => element.ownerDocument.defaultView.getComputedStyle(element).getPropertyValue(name),
    property,
  );
}

async function choose(page: Page, environment: string): Promise<void> {
  await page.locator(`label:has(#show-${environment})`).click();
}

describe("the report in a browser", { timeout: milliseconds }, () => {
  it("asks for nothing but its own file, and nothing in it is refused", async () => {
    const { page, requests, complaints } = await opened();
    for (const { name } of registers) await choose(page, name);
    for (const box of await page.locator(".topology .node").all()) await box.hover();

    expect(requests).toEqual([pathToFileURL(file).href]);
    expect(complaints).toEqual([]);
  });

  it("shows every section, and each is in the table of contents", async () => {
    const { page } = await opened();

    const shown = await page.locator("main > section").evaluateAll((all) => all.map(({ id }) => id));
    const linked = await page.locator("nav a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    const empty = await page
      .locator("main > section")
      .evaluateAll((all) =>
        all.filter((section) => section.querySelectorAll("tbody td").length === 0).map(({ id }) => id),
      );

    expect(shown).toEqual(sections);
    expect(linked).toEqual(sections.map((id) => `#${id}`));
    expect(empty).toEqual([]);
  });

  it("shows one environment at a time, also without scripts", async () => {
    const { page } = await opened({ javaScriptEnabled: false });

    for (const { name } of registers) {
      await choose(page, name);

      const others = registers.filter((other) => other.name !== name);
      expect(await page.locator(`[data-environment="${name}"]:visible`).count()).toBeGreaterThan(4);
      for (const other of others)
        expect(await page.locator(`[data-environment="${other.name}"]:visible`).count()).toBe(0);
    }
  });

  it.each(["light", "dark"] as const)("has text that can be read on its ground in %s", async (colorScheme) => {
    const { page } = await opened({ colorScheme });

    for (const { name } of registers) {
      await choose(page, name);
      const { texts, faint } = await legibility(page);

      expect(texts).toBeGreaterThan(1000);
      expect(faint).toEqual([]);
    }
  });

  it.each(["light", "dark"] as const)(
    "marks what a link leads to so that it can be read in %s",
    async (colorScheme) => {
      const { page } = await opened({ colorScheme }, "#dev-alarms-ingestion-custom");

      expect((await legibility(page)).faint).toEqual([]);
    },
  );

  it("is different in light and dark", async () => {
    const grounds = [];
    for (const colorScheme of ["light", "dark"] as const) {
      const { page } = await opened({ colorScheme });
      grounds.push(await computed(page.locator("body"), "background-color"));
    }

    expect(new Set(grounds).size).toBe(2);
  });

  it.each([phone, { width: 768, height: 1024 }, { width: 1400, height: 1000 }])(
    "does not scroll sideways on $width pixels",
    async (viewport) => {
      const { page } = await opened({ viewport });
      for (const { name } of registers) {
        await choose(page, name);

        await unfold(page);
        const width = await page.locator("html").evaluate(({ scrollWidth }) => scrollWidth);

        expect(width).toBe(viewport.width);
      }
    },
  );

  it("shows texts of at least 11 pixels on a phone", async () => {
    const { page } = await opened({ viewport: phone });

    const sizes = await page
      .locator("main *:visible")
      .evaluateAll((all) =>
        all
          .filter(({ textContent }) => (textContent ?? "").trim() !== "")
          .map((element) => Number.parseFloat(element.ownerDocument.defaultView.getComputedStyle(element).fontSize)),
      );

    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(11);
  });
});

describe("the picture of the topology", { timeout: milliseconds }, () => {
  it("shows every function, with every label inside of its box", async () => {
    const { page } = await opened();

    const boxes = await page.locator(".topology .node").evaluateAll((nodes) =>
      nodes.map((node) => {
        const box = node.querySelector(".box")?.getBoundingClientRect();
        const texts = [...node.querySelectorAll("text")].map((text) => text.getBoundingClientRect());
        const fits = texts.every(
          (text) =>
            box && text.left >= box.left && text.right <= box.right && text.top >= box.top && text.bottom <= box.bottom,
        );
        return { label: node.querySelector(".label")?.textContent ?? "", fits, shown: (box?.width ?? 0) > 0 };
      }),
    );

    expect(boxes.filter(({ fits, shown }) => !fits || !shown)).toEqual([]);
    expect(boxes.map(({ label }) => label)).toEqual(expect.arrayContaining(sentimentContracts.map(({ name }) => name)));
  });

  it("says what an arrow is for, and shows the arrows of a box that is pointed at alone", async () => {
    const { page } = await opened();

    await page.locator("#node-function-metrics").hover();

    const own = page.locator(".edge.function-metrics.table-items");
    expect(await computed(own, "opacity")).toBe("1");
    expect(await computed(page.locator(".edge.function-analysis.table-items"), "opacity")).toBe("0.1");
    expect(await own.locator("title").textContent()).toBe(
      "function metrics → table items: dynamodb:Query on index by_status",
    );
  });
});

describe.each(registers)("the matrix of alarms in $name", { timeout: milliseconds }, ({ name, alarms }) => {
  it("counts the alarms of the register, by kind and together", async () => {
    const { page } = await opened();
    await choose(page, name);
    const matrix = page.locator(`#coverage [data-environment="${name}"] table`);

    const kinds = await matrix.locator("thead span").allTextContents();
    const totals = (await matrix.locator("tfoot td").allTextContents()).map(Number);

    const expected = Object.entries(kindHeadings)
      .map(([kind, heading]) => [heading, alarms.filter((alarm) => alarm.kind === kind).length])
      .filter(([, count]) => count !== 0);
    expect(kinds.map((heading, index) => [heading, totals[index]])).toEqual([...expected, ["All", alarms.length]]);
  });

  it("links every number to as many alarms, and all of them are those of the register", async () => {
    const { page } = await opened();
    await choose(page, name);

    const cells = await page.locator(`#coverage [data-environment="${name}"] td a`).evaluateAll((links) =>
      links.map((link) => {
        const rows = link.ownerDocument.querySelectorAll(`${link.getAttribute("href")} tr:not(.group)`);
        return {
          count: Number(link.textContent),
          ids: [...rows].map((row) => row.querySelector("th code")?.textContent ?? ""),
        };
      }),
    );

    expect(cells.filter(({ count, ids }) => count !== ids.length)).toEqual([]);
    expect(cells.flatMap(({ ids }) => ids).sort()).toEqual(alarms.map(({ id }) => id).sort());
  });

  it("can be linked to from outside: the page then shows this environment", async () => {
    const { page } = await opened();
    const anchor = await page.locator(`#coverage [data-environment="${name}"] td a`).first().getAttribute("href");
    const linked = await opened({}, anchor ?? "");

    await linked.page.locator(anchor ?? "").waitFor({ state: "visible" });

    expect(await linked.page.locator("input:checked").getAttribute("value")).toBe(name);
  });
});
