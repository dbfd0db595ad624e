import { type Html, html } from "./html.ts";

/** A text in which what stands between backticks is code, as it would be in Markdown. */
export function codeText(text: string): Html {
  const parts = text.split("`");
  return html`${parts.map((part, index) => (index % 2 === 0 ? part : html`<code>${part}</code>`))}`;
}
