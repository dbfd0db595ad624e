import { type Html, type HtmlValue, html } from "../html.ts";
import { htmlTable, type Row } from "../html-table.ts";
import type { FunctionPermissions, PermissionStatement } from "./function-permissions.ts";

/** What every function of an environment may do: one row per statement. */
export function permissionsTable(environment: string, functions: readonly FunctionPermissions[]): Html {
  if (functions.length === 0) return html`<p class="muted">No functions are here.</p>`;
  return htmlTable({
    label: `Permissions in ${environment}`,
    columns: [{ heading: "may" }, { heading: "on" }, { heading: "only if" }],
    groups: functions.map(({ functionName, statements, policiesElsewhere }) => ({
      heading: functionName,
      rows: [...statements.map(statementRow), ...policiesElsewhere.map(policyRow)],
    })),
  });
}

function statementRow(statement: PermissionStatement): Row {
  return {
    cells: [actionsCell(statement), listOf(statement.resources.map(resourceMarkup)), conditionsCell(statement)],
  };
}

function policyRow(arn: string): Row {
  return { cells: ["what an attached policy says that is not part of the stack", html`<code>${arn}</code>`, ""] };
}

function actionsCell({ allows, actions, negations }: PermissionStatement): Html {
  const remarks = [...(allows ? [] : ["denied"]), ...negations];
  const badges = remarks.map((remark) => html` <span class="badge critical">${remark}</span>`);
  return html`${listOf(actions.map((action) => html`<code>${action}</code>`))}${badges}`;
}

function conditionsCell({ conditions }: PermissionStatement): HtmlValue {
  return conditions.length === 0 ? "" : listOf(conditions.map((condition) => html`<code>${condition}</code>`));
}

/** `dynamodb table/items`, with the whole ARN for those who point at it. */
function resourceMarkup(resource: string): Html {
  if (resource === "*") return html`every resource (<code>*</code>)`;
  const [, service, name] = /^arn:[\w-]*:([\w-]*):[^:]*:[^:]*:(.*)$/.exec(resource) ?? [];
  if (service === undefined || name === undefined) return html`<code>${resource}</code>`;
  return html`<span class="muted">${service}</span> <code title="${resource}">${name.replace(/\?{36}/, "…").replace(/-\?{6}$/, "-…")}</code>`;
}

function listOf(entries: readonly Html[]): Html {
  return html`<ul class="plain">${entries.map((entry) => html`<li>${entry}</li>`)}</ul>`;
}
