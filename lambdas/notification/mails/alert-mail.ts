import type { Alert } from "../event.ts";
import { html } from "./html.ts";
import type { Mail } from "./mail.ts";
import { page, pageUrl } from "./page.ts";

const measures = { sentiment_threshold: "sentiment", volatility_threshold: "volatility" } as const;

/** Tells a person that a ticker crossed a threshold of theirs. */
export function alertMail(alert: Alert, dashboardUrl: string): Mail {
  const { ticker, triggered_value: value, threshold } = alert;
  const measure = measures[alert.alert_type];
  const isAbove = value > threshold;
  const subject = `Alert: ${ticker} ${measure} threshold crossed`;
  const [current, limit] = [value.toFixed(2), threshold.toFixed(2)];
  const direction = isAbove ? "exceeded" : "dropped below";
  const tickerUrl = pageUrl(dashboardUrl, "/dashboard", { ticker });
  const settingsUrl = pageUrl(dashboardUrl, "/settings/alerts");
  const content = html`<p style="border-left:4px solid ${isAbove ? "#15803d" : "#b91c1c"};padding-left:12px">
The ${measure} of <strong>${ticker}</strong> ${direction} your threshold: it is <strong>${current}</strong>, the threshold is ${limit}.</p>
<p><a href="${tickerUrl}">Look at ${ticker}</a></p>
<p style="font-size:12px"><a href="${settingsUrl}">Change your alerts</a></p>`;
  return {
    template: "alert",
    to: alert.email,
    subject,
    text: [
      `The ${measure} of ${ticker} ${direction} your threshold: it is ${current}, the threshold is ${limit}.`,
      `Look at ${ticker}: ${tickerUrl}`,
      `Change your alerts: ${settingsUrl}`,
    ].join("\n\n"),
    html: page(subject, content),
  };
}
