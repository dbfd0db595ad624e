import { relative } from "node:path";
import type { Mutation } from "../../../__tests__/mutations/mutation.ts";
import { allTests, failedTests, node } from "./run-tests.ts";
import { openTypeCheck } from "./type-check.ts";

/** What can catch a mistake, cheapest first. */
export const stageNames = [
  "types",
  "synth",
  "known tests",
  "drift",
  "units",
  "functions",
  "integration",
  "zips",
] as const;
export type StageName = (typeof stageNames)[number];

/** Looks for a mutation that was made; gives what caught it in words, or undefined. */
export interface Stage {
  readonly name: StageName;
  catches(mutation: Mutation): Promise<string | undefined>;
}

/** Leaves those tests out that other stages run, or that would catch everything. */
const config = ["--config", "commands/parts/mutations/vitest.config.ts", "--root", "."];

/** The stages over a copy of the project. */
export function stagesOver(copy: string): readonly Stage[] {
  const check = openTypeCheck(copy);
  const related = (project: StageName): Stage => ({
    name: project,
    catches: ({ file }) => failedTest(copy, ["related", file, "--run", "--project", project, ...config]),
  });
  return [
    { name: "types", catches: async () => check() },
    { name: "synth", catches: () => synthError(copy) },
    {
      name: "known tests",
      catches: async ({ seenBy = [] }) =>
        seenBy.length === 0 ? undefined : failedTest(copy, ["run", ...seenBy, ...config]),
    },
    {
      // Contracts against the code that is bundled: it reads sources, and nothing outside of lambdas/.
      name: "drift",
      catches: async ({ file }) =>
        file.startsWith("lambdas/") ? failedTest(copy, ["run", "__tests__/drift", ...allTests]) : undefined,
    },
    related("units"),
    related("functions"),
    related("integration"),
    {
      name: "zips",
      catches: async ({ also = [] }) =>
        also.length === 0 ? undefined : failedTest(copy, ["run", ...also, ...allTests]),
    },
  ];
}

async function synthError(copy: string): Promise<string | undefined> {
  const { status, stdout, stderr } = await node(copy, ["commands/run.mjs", "commands/synth.ts"]);
  if (status === 0) return undefined;
  const lines = `${stderr}\n${stdout}`.split("\n").map((line) => line.trim());
  // Lines of progress end in dots.
  return lines.find((line) => line !== "" && !line.endsWith("…")) ?? "synth failed";
}

/** Runs tests until the first fails; gives its file and name. */
async function failedTest(copy: string, args: readonly string[]): Promise<string | undefined> {
  const report = await failedTests(copy, [...args, "--bail", "1", "--passWithNoTests"]);
  if (report === undefined) return undefined;
  for (const { name, assertionResults, message } of report.testResults) {
    const file = relative(copy, name);
    const failed = assertionResults.find((result) => result.status === "failed");
    if (failed !== undefined) return `${file}: ${failed.fullName}`;
    if (message !== "") return `${file}: ${message.split("\n")[0]}`;
  }
  throw new Error("vitest failed, but none of its tests did.");
}

/** Whether the test file that caught a mutation passes while nothing is changed. */
export async function isSound(copy: string, testFile: string): Promise<boolean> {
  return (await failedTest(copy, ["run", testFile, ...allTests])) === undefined;
}
