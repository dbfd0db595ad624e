/** Markup that can stand in a page as it is: made by `html`, which escapes every text that is put into it. */
export interface Html {
  readonly markup: string;
}

/** What can be put into markup: text and numbers are escaped, markup stays, lists are joined. */
export type HtmlValue = string | number | Html | readonly HtmlValue[];

/**
 * Makes markup. Nothing that is put in can end an element or an attribute; attributes must stand in double quotes.
 *
 * @example html`<td title="${reason}">${name}</td>`
 */
export function html(fixed: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return { markup: fixed.reduce((text, part, index) => text + markupOf(values[index - 1] ?? "") + part) };
}

/** No markup. */
export const nothing: Html = { markup: "" };

/** Text as it stands between tags and inside of attributes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function markupOf(value: HtmlValue): string {
  if (typeof value === "string") return escaped(value);
  if (typeof value === "number") return String(value);
  return "markup" in value ? value.markup : value.map(markupOf).join("");
}
