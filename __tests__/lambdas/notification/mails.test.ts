import fc from "fast-check";
import { expect, it } from "vitest";
import { alertMail } from "../../../lambdas/notification/mails/alert-mail.ts";
import { digestMail, labelOf } from "../../../lambdas/notification/mails/digest-mail.ts";
import { html } from "../../../lambdas/notification/mails/html.ts";
import { magicLinkMail } from "../../../lambdas/notification/mails/magic-link-mail.ts";
import { page, pageUrl } from "../../../lambdas/notification/mails/page.ts";

const appUrl = "https://app.example.com";

/** Reads escaped text as a browser does. */
function unescaped(text: string): string {
  const characters: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => characters[name] ?? "");
}

it("no value becomes markup, and every value reads as it was", () => {
  const value = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom("<", ">", "&", '"', "'", "b", ";", "amp") }));
  const property = fc.property(value, (text) => {
    const { markup } = html`<p title="${text}">${text}</p>`;

    const [, title = "", content = ""] = /^<p title="([^"<>']*)">([^"<>']*)<\/p>$/s.exec(markup) ?? [];
    expect([unescaped(title), unescaped(content)]).toEqual([text, text]);
  });

  fc.assert(property, { numRuns: 300 });
});

it("markup inside of markup is kept, alone and in lists", () => {
  const cells = ["a", "<b>"].map((cell) => html`<td>${cell}</td>`);

  expect(html`<tr>${cells}${html`<td>${1}</td>`}</tr>`.markup).toBe("<tr><td>a</td><td>&lt;b&gt;</td><td>1</td></tr>");
});

it("a title cannot leave its element", () => {
  const document = page("</title><script>alert(1)</script>", html`<p>x</p>`);

  expect(document).not.toContain("<script>");
});

it("a token and an address of the application cannot leave their attributes", () => {
  const property = fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (token) => {
    const mail = magicLinkMail(
      { email: "a@example.com", token, expires_in_minutes: 5 },
      "https://app.example.com/base/",
    );

    const [, href = ""] = /href="([^"<>]*)"/.exec(mail.html) ?? [];
    expect(new URL(unescaped(href)).searchParams.get("token")).toBe(token);
    expect(mail.html.match(/<a /g)).toHaveLength(1);
  });

  fc.assert(property);
});

it("links keep the path of the application's own address", () => {
  expect(pageUrl("https://example.com/app/", "/dashboard", { ticker: "A" })).toBe(
    "https://example.com/app/dashboard?ticker=A",
  );
});

it.each([
  [0.33, "positive"],
  [0.3299, "neutral"],
  [0, "neutral"],
  [-0.3299, "neutral"],
  [-0.33, "negative"],
])("a mean of %d is %s", (mean, label) => {
  expect(labelOf(mean)).toBe(label);
});

it.each([
  ["above", -0.5, -0.3, "exceeded your threshold: it is -0.30, the threshold is -0.50"],
  ["below", -0.5, -0.7, "dropped below your threshold: it is -0.70, the threshold is -0.50"],
  ["below", 0.2, 0, "dropped below your threshold: it is 0.00, the threshold is 0.20"],
  ["above", 0, 0.2, "exceeded your threshold: it is 0.20, the threshold is 0.00"],
  ["above", 0.2, 0.2004, "exceeded your threshold: it is 0.2004, the threshold is 0.2000"],
] as const)("an alert says which way the threshold was crossed: %s %d, %d", (direction, threshold, value, sentence) => {
  const mail = alertMail(
    { to: "a@example.com", ticker: "TSLA", direction, threshold, value },
    "https://app.example.com",
  );

  expect(mail.subject).toBe("Alert: TSLA sentiment threshold crossed");
  expect(mail.text).toContain(`The sentiment of TSLA ${sentence}.`);
});

const hostile = "</p><script>alert('x')</script>\"&<img src=x onerror=y>";

it.each([
  [
    "alert",
    (text: string) => alertMail({ to: text, ticker: text, direction: "above", threshold: 0, value: 1 }, appUrl),
  ],
  ["magic link", (text: string) => magicLinkMail({ email: text, token: text, expires_in_minutes: 5 }, appUrl)],
  [
    "digest",
    (text: string) =>
      digestMail(
        { to: text, day: text, tickers: [{ ticker: text, mean: 0, previousMean: 0, count: 1 }] },
        `${appUrl}?q=${text}`,
      ),
  ],
] as const)("no text of others becomes markup in the mail of kind %s", (_, mailOf) => {
  const harmless = mailOf("AAPL").html;

  const { html: document } = mailOf(hostile);

  const tags = (markup: string) => [...markup.matchAll(/<(\/?\w+)/g)].map(([, name]) => name);
  expect(tags(document)).toEqual(tags(harmless));
  expect(document.match(/"/g)).toHaveLength(harmless.match(/"/g)?.length ?? 0);
});

it("a digest shows every ticker with label, score, change and number of articles, in both forms", () => {
  const tickers = [
    { ticker: "AAPL", mean: 0.5, previousMean: 0.75, count: 3 },
    { ticker: "MSFT", mean: -0.001, previousMean: undefined, count: 1 },
    { ticker: "TSLA", mean: undefined, previousMean: 0.2, count: 0 },
  ];

  const mail = digestMail({ to: "a@example.com", day: "March 09", tickers }, "https://app.example.com");

  expect(mail.text.split("\n").slice(0, 3)).toEqual([
    "AAPL: positive, +0.50 (-0.25), 3 articles",
    "MSFT: neutral, 0.00 (new), 1 article",
    "TSLA: no news, - (-), 0 articles",
  ]);
  const cells = [...mail.html.matchAll(/<td[^>]*>([^<]*)<\/td>/g)].map(([, cell]) => cell);
  expect(cells).toEqual([
    ...["AAPL", "positive", "+0.50", "-0.25", "3 articles"],
    ...["MSFT", "neutral", "0.00", "new", "1 article"],
    ...["TSLA", "no news", "-", "-", "0 articles"],
  ]);
});
