import type { SentimentLabel } from "../../shared/sentiment/items.ts";
import { type Html, html } from "./html.ts";
import type { Mail } from "./mail.ts";
import { page, pageUrl } from "./page.ts";

/** Mean scores of one ticker over the last 24 hours and the 24 before; undefined where nothing was scored. */
export interface TickerDigest {
  readonly ticker: string;
  /** -1 to 1 */
  readonly mean: number | undefined;
  readonly previousMean: number | undefined;
  /** Articles of the last 24 hours. */
  readonly count: number;
}

/** Mean from which on, and below whose negative, a ticker has a direction. */
const clearMean = 0.33;

/** What a mean score is called. */
export function labelOf(mean: number): SentimentLabel {
  if (mean >= clearMean) return "positive";
  return mean <= -clearMean ? "negative" : "neutral";
}

interface DigestContent {
  readonly to: string;
  /** Day in the person's zone, such as `January 05`. */
  readonly day: string;
  readonly tickers: readonly TickerDigest[];
}

/** Sums up a day for the tickers that a person follows. */
export function digestMail({ to, day, tickers }: DigestContent, dashboardUrl: string): Mail {
  const subject = `Daily Sentiment Digest - ${day}`;
  const dashboard = pageUrl(dashboardUrl, "/dashboard");
  const settings = pageUrl(dashboardUrl, "/settings/notifications");
  const rows = tickers.map(cellsOf);
  const content = html`<table style="border-collapse:collapse;width:100%">
<tr>${headings.map((heading) => html`<th style="text-align:left">${heading}</th>`)}</tr>
${rows.map(tableRow)}
</table>
<p><a href="${dashboard}">Open the dashboard</a></p>
<p style="font-size:12px"><a href="${settings}">Change or stop this digest</a></p>`;
  return {
    template: "digest",
    to,
    subject,
    text: [
      rows
        .map(([ticker, label, mean, change, count]) => `${ticker}: ${label}, ${mean} (${change}), ${count}`)
        .join("\n"),
      `Open the dashboard: ${dashboard}`,
      `Change or stop this digest: ${settings}`,
    ].join("\n\n"),
    html: page(subject, content),
  };
}

const headings = ["Ticker", "Sentiment", "Score", "Change", "Articles"] as const;

type Cells = readonly [ticker: string, label: string, mean: string, change: string, count: string];

function cellsOf({ ticker, mean, previousMean, count }: TickerDigest): Cells {
  const articles = `${count} ${count === 1 ? "article" : "articles"}`;
  if (mean === undefined) return [ticker, "no news", "-", "-", articles];
  const change = previousMean === undefined ? "new" : signed(mean - previousMean);
  return [ticker, labelOf(mean), signed(mean), change, articles];
}

function tableRow(cells: Cells): Html {
  return html`<tr>${cells.map((cell) => html`<td style="padding:4px 8px 4px 0">${cell}</td>`)}</tr>
`;
}

function signed(value: number): string {
  const text = value.toFixed(2);
  return Number(text) > 0 ? `+${text}` : text.replace("-0.00", "0.00");
}
