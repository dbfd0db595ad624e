import { createHash } from "node:crypto";
import { type Html, type HtmlValue, html } from "./html.ts";
import { pageStyle } from "./page-style.ts";

/** A part of a page. Its title stands in the table of contents. */
export interface Section {
  /** Anchor; tells the section from every other element of the page. */
  readonly id: string;
  readonly title: string;
  /** What is shown, and what it is made from. Default: nothing. */
  readonly lead?: Html;
  readonly content: Html;
}

/** A number or a few words at the head of a page. */
export interface Fact {
  readonly label: string;
  readonly value: HtmlValue;
}

export interface Page {
  readonly title: string;
  /** What the page shows, in one or two sentences. */
  readonly lead: Html;
  /** What is to be seen at a glance. Default: nothing. */
  readonly facts?: readonly Fact[];
  /** What chooses what the page shows; stays in view. Default: nothing. */
  readonly controls?: Html;
  readonly sections: readonly Section[];
  /** CSS beside the template's own; it may use the template's custom properties. Default: none. */
  readonly style?: string;
  /** A script that makes the page handier; everything must be readable without it. Default: none. */
  readonly script?: string;
}

/**
 * A page that stands by itself: one HTML file that needs no network, no server and no script, readable in light and dark,
 * on a phone and on paper. Its own policy forbids every request, and every style and script that is not part of it;
 * markup in it therefore has no `style` attributes.
 */
export function page({ title, lead, facts = [], controls, sections, style = "", script }: Page): string {
  const styles = `${pageStyle}${style}`;
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${securityPolicy(styles, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${asIs(styles)}</style>
</head>
<body>
<nav aria-label="Contents">
<p class="name">${title}</p>
${controls ?? []}
<ol>${sections.map((section) => html`<li><a href="#${section.id}">${section.title}</a></li>`)}</ol>
</nav>
<main>
<header>
<h1>${title}</h1>
<p class="lead">${lead}</p>
${factList(facts)}
</header>
${sections.map(sectionMarkup)}
</main>
${script === undefined ? [] : html`<script>${asIs(script)}</script>`}
</body>
</html>
`;
  return document.markup;
}

function factList(facts: readonly Fact[]): readonly Html[] {
  if (facts.length === 0) return [];
  return [
    html`<dl class="facts">${facts.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`,
  ];
}

function sectionMarkup({ id, title, lead, content }: Section): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${lead === undefined ? [] : html`<p class="lead">${lead}</p>`}
${content}
</section>
`;
}

function securityPolicy(style: string, script: string | undefined): string {
  return [
    "default-src 'none'",
    `style-src ${hashSource(style)}`,
    ...(script === undefined ? [] : [`script-src ${hashSource(script)}`]),
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function hashSource(content: string): string {
  return `'sha256-${createHash("sha256").update(content).digest("base64")}'`;
}

/** Style or script, where entities would not be read. It is part of the program and ends no element. */
function asIs(content: string): Html {
  return { markup: content };
}
