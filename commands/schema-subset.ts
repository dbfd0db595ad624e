// Writes modules/schema/aws-schema-subset.json from the AWS provider that Terraform finds.
// Run after adding a kind to modules/schema/kinds.ts: `node commands/run.mjs commands/schema-subset.ts`.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dataKinds, resourceKinds } from "../modules/schema/kinds.ts";
import { schemaFile } from "../modules/schema/provider-schema.ts";
import { type FullSchema, reduceSchema, schemaText } from "../modules/schema/reduce-schema.ts";
import { setupAdvice, terraform } from "../rehearsal/terraform/terraform.ts";

const providerAddress = "registry.terraform.io/hashicorp/aws";

/** Runs Terraform and gives its output; ends the command where it fails. */
async function output(directory: string, ...args: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await terraform(directory, args);
  if (status === 0) return stdout;
  console.error(`terraform ${args[0]} failed: ${stderr.trim() || stdout.trim()}\n${setupAdvice}`);
  process.exit(1);
}

async function readProvider(directory: string): Promise<{ readonly version: string; readonly schema: FullSchema }> {
  const configuration = { terraform: { required_providers: { aws: { source: "hashicorp/aws" } } } };
  writeFileSync(join(directory, "main.tf.json"), JSON.stringify(configuration));
  await output(directory, "init", "-input=false", "-no-color");
  const versions = JSON.parse(await output(directory, "version", "-json")).provider_selections;
  const schemas = JSON.parse(await output(directory, "providers", "schema", "-json")).provider_schemas;
  return { version: versions[providerAddress], schema: schemas[providerAddress] };
}

const bindingTexts = new Map<string, string>();

/** Names stand in the bindings as quoted texts or as keys; a word of the file is near enough. */
function bindingsKnow(section: "resource" | "data", kind: string, name: string): boolean {
  const module = `${section === "data" ? "data-aws-" : ""}${kind.replace(/^aws_/, "").replaceAll("_", "-")}`;
  const text =
    bindingTexts.get(module) ?? readFileSync(`node_modules/@cdktf/provider-aws/lib/${module}/index.js`, "utf8");
  bindingTexts.set(module, text);
  return new RegExp(`\\b${name}\\b`).test(text);
}

const directory = mkdtempSync(join(tmpdir(), "schema-subset-"));
try {
  const { version, schema } = await readProvider(directory);
  const subset = reduceSchema(schema, { providerVersion: version, resourceKinds, dataKinds, bindingsKnow });
  writeFileSync(schemaFile, schemaText(subset));
  console.log(`${schemaFile}: ${resourceKinds.length + dataKinds.length} kinds of AWS provider ${version}`);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
