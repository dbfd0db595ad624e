/**
 * How every page looks. Colours are custom properties that follow the reader's choice of light or dark; pairs of text and
 * ground are at least 4.5 : 1 apart (WCAG 2.2, 1.4.3), also `--critical`, `--warning`, `--info` and `--good` on their own
 * `-ground` and on `--surface`.
 */
export const pageStyle = `
:root {
  --ground: #f6f7f9; --surface: #ffffff; --raised: #eef1f5; --text: #1a212c; --muted: #525d6e; --line: #d9dee6;
  --accent: #2450b8; --critical: #9f1620; --critical-ground: #fdebec; --warning: #764600; --warning-ground: #fff2d9;
  --info: #1b4d8c; --info-ground: #e7f0fc; --good: #17603a; --good-ground: #e3f5ea;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #11151b; --surface: #191e26; --raised: #232a35; --text: #e5e9ef; --muted: #a4aebd; --line: #333c49;
    --accent: #8fb4ff; --critical: #ffb1ae; --critical-ground: #451b1d; --warning: #ffd38a; --warning-ground: #3c2b0b;
    --info: #a9cdff; --info-ground: #182c48; --good: #96dfb4; --good-ground: #14341f;
  }
}
* { box-sizing: border-box; }
html { color-scheme: light dark; scroll-behavior: smooth; scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--ground); color: var(--text);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
}
h1 { margin: 0; font-size: clamp(1.5rem, 4vw, 2.1rem); line-height: 1.2; letter-spacing: -0.015em; text-wrap: balance; }
h2 { margin: 0 0 0.5rem; font-size: 1.35rem; line-height: 1.25; letter-spacing: -0.01em; }
h3 { margin: 1.75rem 0 0.5rem; font-size: 1.05rem; }
p { margin: 0 0 1rem; max-width: 72ch; }
a { color: var(--accent); text-underline-offset: 0.15em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
code { font: 0.86em/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: break-word; }
.lead { color: var(--muted); }
.muted { color: var(--muted); }
nav { padding: 1rem; border-bottom: 1px solid var(--line); background: var(--surface); }
nav .name { margin: 0 0 0.5rem; font-weight: 650; }
nav ol { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; margin: 0; padding: 0; list-style: none; }
nav a { display: inline-block; padding: 0.15rem 0; color: var(--text); text-decoration: none; }
nav a:hover { color: var(--accent); text-decoration: underline; }
main { max-width: 76rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
main > header { margin-bottom: 1.5rem; }
main > header .lead { margin: 0.5rem 0 1.25rem; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: 0.75rem; margin: 0; }
.facts div { padding: 0.7rem 0.9rem; border: 1px solid var(--line); border-radius: 10px; background: var(--surface); }
.facts dt { color: var(--muted); font-size: 0.82rem; }
.facts dd { margin: 0.1rem 0 0; font-size: 1.35rem; font-weight: 650; font-variant-numeric: tabular-nums; }
section {
  margin: 0 0 1.5rem; padding: 1.25rem; border: 1px solid var(--line); border-radius: 12px; background: var(--surface);
}
.scroll { overflow-x: auto; max-width: 100%; border: 1px solid var(--line); border-radius: 8px; }
table { width: 100%; border-collapse: collapse; font-size: 0.9rem; }
th, td { padding: 0.5rem 0.75rem; border-top: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { border-top: 0; background: var(--raised); font-size: 0.82rem; font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: 600; }
tbody .group th { background: var(--raised); }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tr:target > *, tbody:target > tr:not(.group) > * { background: var(--info-ground); }
ul.plain { margin: 0; padding: 0; list-style: none; }
ul.plain > li + li { margin-top: 0.25rem; }
.badge { display: inline-block; padding: 0.05rem 0.5rem; border-radius: 99px; font-size: 0.8rem; font-weight: 600; }
.badge.critical { background: var(--critical-ground); color: var(--critical); }
.badge.warning { background: var(--warning-ground); color: var(--warning); }
.badge.info { background: var(--info-ground); color: var(--info); }
.badge.good { background: var(--good-ground); color: var(--good); }
details { margin: 0.75rem 0; }
td details { margin: 0; }
summary { cursor: pointer; font-weight: 600; }
figure { margin: 0; }
svg { display: block; }
svg text { fill: var(--text); font-family: inherit; }
@media (min-width: 70rem) {
  body { display: grid; grid-template-columns: 15rem minmax(0, 1fr); }
  nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1.5rem 1.25rem; border: 0; border-right: 1px solid var(--line); }
  nav ol { flex-direction: column; }
  main { width: 100%; padding: 2rem 2rem 5rem; }
}
@media (max-width: 44rem) {
  section { padding: 1rem; }
  .scroll:has(> .stacked) { overflow: visible; border: 0; }
  .stacked thead { display: none; }
  .stacked, .stacked tbody, .stacked tr, .stacked th, .stacked td { display: block; }
  .stacked tr { padding: 0.6rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
  .stacked tr.group { padding: 0; }
  .stacked th, .stacked td { padding: 0.15rem 0; border: 0; text-align: left; white-space: normal; }
  .stacked .group th { padding: 0.4rem 0.6rem; }
  .stacked td:empty { display: none; }
  .stacked td[data-heading]::before { content: attr(data-heading) ": "; color: var(--muted); font-size: 0.9em; }
  .stacked tr:target > *, .stacked tbody:target > tr:not(.group) > * { background: none; }
  .stacked tr:target, .stacked tbody:target { background: var(--info-ground); }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
@media print {
  :root {
    --ground: #ffffff; --surface: #ffffff; --raised: #eef1f5; --text: #000000; --muted: #333333; --line: #999999;
    --accent: #000000; --critical: #9f1620; --critical-ground: #ffffff; --warning: #764600; --warning-ground: #ffffff;
    --info: #1b4d8c; --info-ground: #ffffff; --good: #17603a; --good-ground: #ffffff;
  }
  body { display: block; font-size: 9.5pt; }
  nav { display: none; }
  main, section { padding: 0; border: 0; }
  section { break-before: page; }
  .scroll { overflow: visible; border: 0; }
  tr, svg { break-inside: avoid; }
}
`;
