import { type Html, html } from "./html.ts";

/** Font and width of every mail; mail programs understand styles only on elements. */
const bodyStyle = "margin:0 auto;max-width:600px;padding:16px;font-family:Arial,sans-serif;color:#1f2937";

/** A complete HTML document around a mail's content. */
export function page(title: string, content: Html): string {
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${title}</title></head>
<body style="${bodyStyle}">
<h1 style="font-size:20px">${title}</h1>
${content}
</body>
</html>
`.markup;
}

/** Address of a page of the web application, whose own address may have a path. */
export function pageUrl(dashboardUrl: string, path: string, query: Readonly<Record<string, string>> = {}): string {
  const url = new URL(`${dashboardUrl.replace(/\/+$/, "")}${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}
