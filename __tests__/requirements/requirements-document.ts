import { markdownTable, withoutEmphasis } from "../../modules/markdown-table.ts";
import { type DeploymentProof, deploymentProofs } from "./deployment-proofs.ts";
import { requirementGroups, requirements } from "./index.ts";
import type { Requirement } from "./requirement.ts";
import type { TestEntry } from "./test-entry.ts";

/** Where the table is. */
export const requirementsFile = "docs/requirements.md";

const command = "npm run requirements";

/** What the table says of each requirement, in the order in which it counts them. */
const meanings = {
  proved: "every test that carries its id passed",
  FAILED: "a test that carries its id failed",
  "NOT RUN": "a test that carries its id was not run",
  "NO TEST": "no test carries its id",
  unproved: "it is built so, and no test says it",
  "after deployment": "only a deployed system can show it; the command stands below",
  "not built": "the part that it is about does not exist",
  "not taken": "it is not wanted here, or something else takes its place",
  "said by another": "the one that is named says the same, or says it better",
} as const;

export type Verdict = keyof typeof meanings;

/** The table of requirements: `docs/requirements.md`. */
export function requirementsDocument(entries: readonly TestEntry[]): string {
  return [
    "# Requirements",
    "",
    `Written by \`${command}\` from a run of the tests; do not edit. Tests carry the ids of what they prove in their names, and`,
    "each name stands here once, however often it was run: for every environment, function or row. What they are held to",
    "is in `__tests__/requirements`. What breaks them is in `__tests__/mutations/requirements`: `npm run mutations -- --requirements`",
    "makes each of these faults in a copy of the project, and a test with the id has to fail.",
    "",
    ...countsTable(entries),
    ...requirementGroups.flatMap(({ title, requirements: members }) => [
      "",
      `## ${title}`,
      "",
      ...markdownTable(
        ["id", "what", "outcome", "tests, or why there are none"],
        members.map((requirement) => {
          const own = entriesOf(requirement, entries);
          return [requirement.id, requirement.what, verdictOf(requirement, own), proofCell(requirement, own)];
        }),
      ),
    ]),
    "",
    "## What only a deployment shows",
    "",
    "For a shell with the credentials of the account, after `npm run deploy -- dev`.",
    ...Object.values(deploymentProofs).flatMap(deploymentSection),
    "",
  ].join("\n");
}

function countsTable(entries: readonly TestEntry[]): readonly string[] {
  const verdicts = requirements.map((requirement) => verdictOf(requirement, entriesOf(requirement, entries)));
  const rows = Object.entries(meanings).map(
    ([verdict, meaning]) => [verdict, verdicts.filter((each) => each === verdict).length, meaning] as const,
  );
  return markdownTable(
    ["outcome", "requirements", "meaning"],
    rows.filter(([, count]) => count > 0),
  );
}

function entriesOf({ id }: Requirement, entries: readonly TestEntry[]): readonly TestEntry[] {
  const key = ({ file, name }: TestEntry) => `${file}\n${name}`;
  return entries.filter((entry) => entry.id === id).sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** What tests say of a requirement that they are to prove, and otherwise its standing. */
export function verdictOf({ standing: { kind } }: Requirement, entries: readonly TestEntry[]): Verdict {
  if (kind === "said by") return "said by another";
  if (kind !== "tested") return kind;
  if (entries.some(({ outcome }) => outcome === "failed")) return "FAILED";
  if (entries.some(({ outcome }) => outcome === "not run")) return "NOT RUN";
  return entries.length === 0 ? "NO TEST" : "proved";
}

function proofCell({ standing }: Requirement, entries: readonly TestEntry[]): string {
  if (standing.kind === "said by") return standing.other;
  if (standing.kind === "after deployment") return deploymentLink(standing.proof);
  if (standing.kind !== "tested") return standing.reason;
  const remainder = standing.remainder === undefined ? [] : [`after deployment: ${deploymentLink(standing.remainder)}`];
  return [...testLines(entries), ...remainder].join("<br>");
}

/** One line for each file, with its tests. */
function testLines(entries: readonly TestEntry[]): readonly string[] {
  return [...new Set(entries.map(({ file }) => file))].map((file) => {
    const names = entries.filter((entry) => entry.file === file).map(nameWithOutcome);
    return `[${file.replace(/^__tests__\/|\.test\.ts$/g, "")}](../${file}) • ${names.join(" • ")}`;
  });
}

function nameWithOutcome({ name, outcome }: TestEntry): string {
  const text = withoutEmphasis(name).replaceAll("<", "&lt;");
  return outcome === "passed" ? text : `**${outcome}:** ${text}`;
}

function deploymentLink({ title }: DeploymentProof): string {
  return `[${title}](#${title
    .toLowerCase()
    .replace(/[^\w -]/g, "")
    .replaceAll(" ", "-")})`;
}

function deploymentSection(proof: DeploymentProof): readonly string[] {
  const { title, reason, command: commands, expected } = proof;
  const ids = requirements
    .filter(({ standing }) =>
      [standing.kind === "tested" && standing.remainder, "proof" in standing && standing.proof].includes(proof),
    )
    .map(({ id }) => id);
  return [
    "",
    `### ${title}`,
    "",
    `${ids.join(", ")}: ${reason}.`,
    "",
    "```sh",
    commands,
    "```",
    "",
    `Prints ${expected}.`,
  ];
}
