/** Colours and forms of what only the report shows; marks of kinds carry no text. */
export const reportStyle = `
:root {
  --function: #2f62d0; --schedule: #64748b; --entrance: #0e7490; --topic: #8b3fc4; --table: #1d7f4a; --queue: #b45309;
  --secret: #a3234f; --address: #64748b;
}
@media (prefers-color-scheme: dark) {
  :root {
    --function: #7ea6ff; --schedule: #94a3b8; --entrance: #4cc3dd; --topic: #c795f5; --table: #62cf93; --queue: #f0a860;
    --secret: #f48fb1; --address: #94a3b8;
  }
}
.function { --kind: var(--function); } .schedule { --kind: var(--schedule); } .rest-api, .function-url { --kind: var(--entrance); }
.topic { --kind: var(--topic); } .table { --kind: var(--table); } .queue { --kind: var(--queue); }
.secret { --kind: var(--secret); } .address { --kind: var(--address); }
.invokes { --verb: var(--function); } .publishes { --verb: var(--topic); } .uses { --verb: var(--table); } .knows { --verb: var(--address); }
.topology { margin: 0 auto; font-size: 13px; }
.topology .box { fill: var(--surface); stroke: var(--line); }
.topology .function .box { fill: var(--raised); stroke: var(--function); }
.topology .mark { fill: var(--kind); }
.topology .label { font-weight: 600; }
.topology .detail { font-size: 11px; fill: var(--muted); }
.topology .line { fill: none; stroke: var(--verb); stroke-width: 1.4; opacity: 0.75; }
.topology .knows .line { stroke-dasharray: 4 3; }
.topology .near { fill: none; stroke: transparent; stroke-width: 11; }
@media (prefers-reduced-motion: no-preference) { .topology .edge { transition: opacity 0.12s; } }
.topology .edge:hover .line { stroke-width: 3; opacity: 1; }
.topology marker path { fill: var(--verb); }
.topology .node:focus-visible { outline: none; }
.topology .node:is(:hover, :focus-visible) .box { stroke: var(--kind); stroke-width: 2; }
.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.1rem; margin: 0.75rem 0 0; padding: 0; list-style: none; font-size: 0.85rem; }
.legend i { display: inline-block; width: 4px; height: 0.9em; margin-right: 0.45em; border-radius: 2px; background: var(--kind); vertical-align: -0.1em; }
.matrix { width: auto; min-width: 100%; }
.matrix th, .matrix td { padding: 0.3rem 0.5rem; }
.matrix thead th + th { height: 9.5rem; text-align: left; vertical-align: bottom; }
.matrix thead span { writing-mode: vertical-rl; transform: rotate(180deg); white-space: nowrap; }
.matrix tbody th, .matrix tfoot th, .matrix thead th:first-child { position: sticky; left: 0; background: var(--surface); white-space: nowrap; z-index: 1; }
.matrix thead th:first-child { background: var(--raised); }
.matrix td { text-align: center; font-variant-numeric: tabular-nums; border-left: 1px solid var(--line); }
.matrix td a { display: block; color: inherit; text-decoration: none; font-weight: 600; }
.matrix td a:hover { text-decoration: underline; }
.matrix td.critical { background: var(--critical-ground); color: var(--critical); }
.matrix td.warning { background: var(--warning-ground); color: var(--warning); }
.matrix td.info { background: var(--info-ground); color: var(--info); }
.matrix .total, .matrix tfoot > tr > * { font-weight: 600; background: var(--raised); }
.matrix tr.shared th, .matrix tr.several th { font-weight: 400; }
.alarms th[scope="row"] { font-weight: 400; }
@media (min-width: 44.01rem) {
  .alarms th[scope="row"] { min-width: 13rem; }
  .alarms td:nth-child(3) { min-width: 20rem; }
  .alarms td:nth-child(4) { min-width: 11rem; }
  .requirements td:last-child { width: 50%; }
}
@media (max-width: 44rem) {
  .matrix tbody th, .matrix tfoot th, .matrix thead th:first-child { min-width: 7.5rem; max-width: 8.5rem; white-space: normal; overflow-wrap: break-word; }
}
.file { margin: 0.5rem 0 0; }
details ul { margin: 0.25rem 0; padding-left: 1.25rem; }
meter { width: 9rem; height: 0.8rem; vertical-align: middle; }
`;
