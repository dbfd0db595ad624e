import { type Html, html } from "../html.ts";
import { htmlTable, type Row } from "../html-table.ts";
import type { NamedTest, Requirement } from "./requirements.ts";

/** Every requirement with what carries its id. */
export function requirementsTable(requirements: readonly Requirement[]): Html {
  return htmlTable({
    label: "Requirements",
    className: "requirements",
    columns: [
      { heading: "requirement" },
      { heading: "alarms", quantity: true },
      { heading: "guardrails" },
      { heading: "proved by tests named" },
    ],
    rows: requirements.map(requirementRow),
  });
}

function requirementRow({ id, alarms, guardrails, tests }: Requirement): Row {
  return {
    id: requirementAnchor(id),
    cells: [
      id,
      alarms.length === 0 ? "" : html`<span title="${alarms.join(", ")}">${alarms.length}</span>`,
      guardrails.length === 0
        ? ""
        : guardrails.map((rule, index) => html`${index === 0 ? "" : ", "}<code>${rule}</code>`),
      testsCell(tests),
    ],
  };
}

/** Links to the rows of requirements. */
export function requirementLinks(ids: readonly string[]): Html {
  return html`${ids.map((id, index) => html`${index === 0 ? "" : ", "}<a href="#${requirementAnchor(id)}">${id}</a>`)}`;
}

function requirementAnchor(id: string): string {
  return `requirement-${id}`;
}

function testsCell(tests: readonly NamedTest[]): Html {
  if (tests.length === 0) return html`<span class="badge warning">no test carries this id</span>`;
  const files = [...new Set(tests.map(({ file }) => file))];
  return html`<details><summary>${tests.length} in ${files.length === 1 ? "one file" : `${files.length} files`}</summary>
${files.map(
  (file) =>
    html`<p class="file"><code>${file}</code></p><ul>${tests
      .filter((test) => test.file === file)
      .map(({ name }) => html`<li>${name}</li>`)}</ul>`,
)}</details>`;
}
