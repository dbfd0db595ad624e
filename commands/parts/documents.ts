import { mistakesDocument } from "../../__tests__/mistakes/mistakes-document.ts";
import { guardrailsDocument } from "../../modules/guardrails/guardrails-document.ts";
import { stacks } from "../../stacks/index.ts";
import { type GeneratedDocument, documents as systemDocuments } from "../../stacks/sentiment/documents.ts";

const command = "npm run docs";

/** Every generated document. */
export function documents(): readonly GeneratedDocument[] {
  return [
    ...systemDocuments(),
    { path: "docs/guardrails.md", text: guardrailsDocument({ stacks, command }) },
    { path: "docs/mistakes.md", text: mistakesDocument(command) },
  ];
}
