import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { html } from "../../../modules/report/html.ts";
import { page } from "../../../modules/report/page.ts";

const simple = {
  title: "A & B",
  lead: html`What it shows.`,
  sections: [
    { id: "one", title: "First", content: html`<p>1</p>` },
    { id: "two", title: "Second", content: html`<p>2</p>` },
  ],
};

describe("a page", () => {
  it("has a title, and every section with its place in the table of contents", () => {
    const text = page(simple);

    expect(text).toContain("<title>A &amp; B</title>");
    expect([...text.matchAll(/<li><a href="#(\w+)">/g)].map(([, id]) => id)).toEqual(["one", "two"]);
    expect([...text.matchAll(/<section id="(\w+)"/g)].map(([, id]) => id)).toEqual(["one", "two"]);
  });

  it("names nothing that a browser would fetch", () => {
    const text = page({ ...simple, script: "document.title = 'x';" });

    expect(text).not.toMatch(/src=|https?:|@import|url\(/);
    expect([...text.matchAll(/<link [^>]*href="([^"]*)"/g)].map(([, address]) => address)).toEqual(["data:,"]);
  });

  it("allows exactly the style and the script that are part of it", () => {
    const text = page({ ...simple, style: ".x { color: red; }", script: "document.title = 'x';" });

    const [, policy = ""] = /Content-Security-Policy" content="([^"]*)"/.exec(text) ?? [];
    const [, style = ""] = /<style>(.*?)<\/style>/s.exec(text) ?? [];
    const [, script = ""] = /<script>(.*?)<\/script>/s.exec(text) ?? [];
    expect(style).toContain(".x { color: red; }");
    expect(policy.replaceAll("&#39;", "'").split("; ")).toEqual([
      "default-src 'none'",
      `style-src 'sha256-${digest(style)}'`,
      `script-src 'sha256-${digest(script)}'`,
      "img-src data:",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  it("allows no script where it has none", () => {
    expect(page(simple)).not.toContain("script");
  });
});

function digest(content: string): string {
  return createHash("sha256").update(content).digest("base64");
}
