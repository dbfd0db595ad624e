import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tracePage } from "../../commands/parts/trace-page.ts";
import { openPage } from "../helpers/opened-page.ts";
import { startBrowser } from "../helpers/start-browser.ts";
import { keptFolder } from "../helpers/temporary-project.ts";
import { legibility, unfold } from "../modules/report/page-checks.ts";
import { awsError } from "../rig/aws-answer.ts";
import { runtimeClients } from "../rig/runtime-clients.ts";
import { packaged } from "../rig/test-rig.ts";
import { nodesOfTrace } from "../rig/trace/captured-trace.ts";
import { scenarioOf } from "../rig/trace/scenarios.ts";
import { startTracedRig, type TracedInvocation } from "../rig/trace/traced-rig.ts";

const milliseconds = 60_000;
const phone = { width: 375, height: 812 };

const folder = keptFolder();
const file = join(folder.path, "trace.html");
let browser: Browser;
let run: TracedInvocation;

/** An invocation of many parts, one of which fails. */
beforeAll(async () => {
  const [ingestion] = await packaged("ingestion");
  if (ingestion === undefined) throw new Error("ingestion is not packaged");
  const client = runtimeClients["4"];
  const traced = await startTracedRig({ scenario: scenarioOf("ingestion"), packaged: ingestion, client });
  traced.fault = ({ operation, input }) =>
    operation === "PutItem" && JSON.stringify(input).includes("COLLECTION#")
      ? awsError("ResourceNotFoundException")
      : undefined;
  run = await traced.run().finally(() => traced.rig.stop());
  const facts = { function: "ingestion", client: client.name, milliseconds: 1_234, end: "answered" };
  writeFileSync(file, tracePage({ ...facts, trace: run.trace }));
  browser = await startBrowser();
}, milliseconds);

afterAll(async () => {
  await browser?.close();
  folder.remove();
});

const opened = (options: BrowserContextOptions = {}) => openPage(browser, file, options);

/** A bar as it is drawn, shares of the width of its ground. */
interface Bar {
  readonly depth: number;
  readonly kind: string;
  readonly left: number;
  readonly right: number;
}

function bars(page: Page): Promise<readonly Bar[]> {
  return page.locator("tbody tr:has(.bar)").evaluateAll((rows) =>
    rows.map((row) => {
      const [ground, bar] = [...row.querySelectorAll(".bar rect")].map((rect) => rect.getBoundingClientRect());
      if (ground === undefined || bar === undefined) throw new Error("a row has no bar");
      const share = (x: number) => (x - ground.left) / ground.width;
      return {
        depth: Number(/depth-(\d+)/.exec(row.querySelector(".depth")?.className ?? "")?.[1]),
        kind: row.querySelector(".bar")?.getAttribute("class") ?? "",
        left: share(bar.left),
        right: share(bar.right),
      };
    }),
  );
}

describe("the page of a trace in a browser", { timeout: milliseconds }, () => {
  it("asks for nothing but its own file, and nothing in it is refused", async () => {
    const { requests, complaints } = await opened();

    expect(requests).toEqual([pathToFileURL(file).href]);
    expect(complaints).toEqual([]);
  });

  it("has a row for every part, and says the same without scripts", async () => {
    const scripted = await opened();
    const plain = await opened({ javaScriptEnabled: false });

    const names = await scripted.page.locator(".depth:visible").allTextContents();
    expect(names).toHaveLength(nodesOfTrace(run.trace).length);
    expect(names.length).toBeGreaterThan(30);
    expect(await plain.page.locator(".depth:visible").allTextContents()).toEqual(names);
  });

  it("draws every bar inside of its parent's, and all of them on one scale", async () => {
    const { page } = await opened();

    const drawn = await bars(page);

    // Bars of moments are drawn wider than they are, up to 4 thousandths.
    const slack = 0.0045;
    const outside = drawn.filter(({ depth, left, right }, index) => {
      const parent = drawn.slice(0, index).findLast((earlier) => earlier.depth === depth - 1);
      const around = parent ?? { left: 0, right: 1 };
      return left < around.left - slack || right > around.right + slack || left > right;
    });
    expect(outside).toEqual([]);
    expect(drawn.map(({ depth }) => depth)).toContain(2);
    expect(Math.min(...drawn.map(({ left }) => left))).toBeCloseTo(0, 2);
    expect(Math.max(...drawn.map(({ right }) => right))).toBeCloseTo(1, 2);
  });

  it("draws what failed in a colour of its own, and calls to AWS in another", async () => {
    const { page } = await opened();

    const kinds = (await bars(page)).map(({ kind }) => kind);

    const nodes = nodesOfTrace(run.trace);
    const failed = nodes.filter(({ fault, error }) => fault || error);
    expect(kinds.filter((kind) => kind === "bar failed")).toHaveLength(failed.length);
    expect(failed.map(({ name }) => name)).toContain("audit_trail_persist");
    expect(kinds).toContain("bar aws");
    const fills = await page
      .locator(".bar rect:last-child")
      .evaluateAll((all) => all.map((rect) => rect.ownerDocument.defaultView.getComputedStyle(rect).fill));
    expect(new Set(kinds.map((kind, index) => `${kind} ${fills[index]}`)).size).toBe(3);
    expect(new Set(fills).size).toBe(3);
  });

  it.each(["light", "dark"] as const)("has text that can be read on its ground in %s", async (colorScheme) => {
    const { page } = await opened({ colorScheme });

    const { texts, faint } = await legibility(page);

    expect(texts).toBeGreaterThan(100);
    expect(faint).toEqual([]);
  });

  it("is different in light and dark", async () => {
    const grounds = [];
    for (const colorScheme of ["light", "dark"] as const) {
      const { page } = await opened({ colorScheme });
      const body = page.locator("body");
      grounds.push(
        await body.evaluate((element) => element.ownerDocument.defaultView.getComputedStyle(element).backgroundColor),
      );
    }

    expect(new Set(grounds).size).toBe(2);
  });

  it.each([phone, { width: 768, height: 1024 }, { width: 1400, height: 1000 }])(
    "does not scroll sideways on $width pixels",
    async (viewport) => {
      const { page } = await opened({ viewport });

      await unfold(page);
      const width = await page.locator("html").evaluate(({ scrollWidth }) => scrollWidth);

      expect(width).toBe(viewport.width);
    },
  );
});
