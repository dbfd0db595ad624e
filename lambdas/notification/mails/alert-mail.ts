import type { AlertRow } from "../../shared/sentiment/user-rows.ts";
import { html } from "./html.ts";
import type { Mail } from "./mail.ts";
import { page, pageUrl } from "./page.ts";

/** A threshold that was crossed. */
interface CrossedThreshold {
  readonly to: string;
  readonly ticker: string;
  readonly direction: AlertRow["threshold_direction"];
  /** Average polarities, -1 to 1. */
  readonly threshold: number;
  readonly value: number;
}

const styles = {
  above: { words: "exceeded", colour: "#15803d" },
  below: { words: "dropped below", colour: "#b91c1c" },
} as const;

/** Tells a person that a ticker crossed a threshold of theirs. */
export function alertMail({ to, ticker, direction, threshold, value }: CrossedThreshold, dashboardUrl: string): Mail {
  const { words, colour } = styles[direction];
  const subject = `Alert: ${ticker} sentiment threshold crossed`;
  const [current, limit] = twoOrMoreDecimals(value, threshold);
  const tickerUrl = pageUrl(dashboardUrl, "/dashboard", { ticker });
  const settingsUrl = pageUrl(dashboardUrl, "/settings/alerts");
  const content = html`<p style="border-left:4px solid ${colour};padding-left:12px">
The sentiment of <strong>${ticker}</strong> ${words} your threshold: it is <strong>${current}</strong>, the threshold is ${limit}.</p>
<p><a href="${tickerUrl}">Look at ${ticker}</a></p>
<p style="font-size:12px"><a href="${settingsUrl}">Change your alerts</a></p>`;
  return {
    template: "alert",
    to,
    subject,
    text: [
      `The sentiment of ${ticker} ${words} your threshold: it is ${current}, the threshold is ${limit}.`,
      `Look at ${ticker}: ${tickerUrl}`,
      `Change your alerts: ${settingsUrl}`,
    ].join("\n\n"),
    html: page(subject, content),
  };
}

/** Both numbers with two decimals, or as many more (four at most) as tell them apart. */
function twoOrMoreDecimals(value: number, threshold: number): readonly [string, string] {
  const shown = [2, 3, 4].map((digits) => [value.toFixed(digits), threshold.toFixed(digits)] as const);
  return shown.find(([one, other]) => one !== other) ?? [value.toFixed(4), threshold.toFixed(4)];
}
