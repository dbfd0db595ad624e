import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { refuseProblems } from "../modules/problem.ts";
import { readArguments, type Usage } from "./parts/arguments.ts";
import { documents } from "./parts/documents.ts";
import { project } from "./parts/project.ts";
import { runCommand } from "./parts/run-command.ts";

const usage: Usage = {
  call: "npm run docs -- [--check]",
  purpose: "Writes the documents that are made from code: docs/alarms.md, docs/guardrails.md and docs/mistakes.md.",
  options: { check: { type: "boolean", description: "Write nothing; fail where a document is not current." } },
};

await runCommand(async () => {
  const args = readArguments(usage, process.argv.slice(2));
  if (args === undefined) return;
  const outdated = (await documents()).filter(({ path, text }) => currentText(path) !== text);
  if (args.has("check")) {
    refuseProblems(
      outdated.map(({ path }) => ({
        place: path,
        found: "another text than the code gives",
        expected: "the current one",
        remedy: 'Run "npm run docs" and commit the result.',
      })),
    );
    return;
  }
  for (const { path, text } of outdated) writeFileSync(join(project.root, path), text);
  console.log(outdated.length === 0 ? "every document is current" : outdated.map(({ path }) => path).join("\n"));
});

function currentText(path: string): string | undefined {
  try {
    return readFileSync(join(project.root, path), "utf8");
  } catch {
    return undefined;
  }
}
