import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { artifactsOf } from "../../__tests__/helpers/artifacts.ts";
import { mistakesDocument } from "../../__tests__/mistakes/mistakes-document.ts";
import { byEnvironment, type EnvironmentTotal } from "../../modules/cost/observability-budget.ts";
import { guardrailsDocument } from "../../modules/guardrails/guardrails-document.ts";
import { assemble } from "../../modules/synthesis/assemble.ts";
import { stackBills } from "../../modules/synthesis/stack-bills.ts";
import { functionsOf } from "../../modules/synthesis/stack-definition.ts";
import { stacks } from "../../stacks/index.ts";
import { type GeneratedDocument, documents as systemDocuments } from "../../stacks/sentiment/documents.ts";

const command = "npm run docs";

/** Every generated document. */
export async function documents(): Promise<readonly GeneratedDocument[]> {
  return [
    ...systemDocuments(await totals()),
    { path: "docs/guardrails.md", text: guardrailsDocument({ stacks, command }) },
    { path: "docs/mistakes.md", text: mistakesDocument(command) },
  ];
}

/** What watching each environment costs. Zips have no part in it, so that none is built. */
async function totals(): Promise<readonly EnvironmentTotal[]> {
  const artifacts = artifactsOf(functionsOf(stacks).map(({ contract }) => contract));
  const directory = mkdtempSync(join(tmpdir(), "documents-"));
  try {
    const assembly = await assemble(stacks, Promise.resolve(artifacts), directory);
    return byEnvironment(stackBills(stacks, assembly.stacks));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
