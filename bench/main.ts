import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { readArguments, type Usage, UsageError } from "../commands/parts/arguments.ts";
import { jsonOption } from "../commands/parts/options.ts";
import { runCommand } from "../commands/parts/run-command.ts";
import { benchHandlers } from "./handlers-bench.ts";
import { benchLoading } from "./loading-bench.ts";
import { loadingRows, type Report, synthesisRows, unitTestRows } from "./report.ts";
import { reportText } from "./report-text.ts";
import { benchScorer } from "./scorer-bench.ts";
import type { Session } from "./session.ts";
import { benchSynthesis } from "./synthesis-bench.ts";
import { resourceCounts } from "./synthesis-output.ts";
import { benchUnitTests } from "./unit-tests-bench.ts";

const defaultRuns = 5;
const interruptedExitCode = 130;

const usage: Usage = {
  call: "npm run bench -- [--runs <number>] [--json]",
  purpose:
    "Measures how fast the project synthesizes, beside the usual way, how fast its zips load and work, its unit tests, and how often the scorer is right.",
  options: {
    runs: { type: "string", description: `Rounds that count. Default: ${defaultRuns}.` },
    json: jsonOption,
  },
};

await runCommand(async () => {
  const args = readArguments(usage, process.argv.slice(2));
  if (args === undefined) return;
  const stopped = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopped.abort());
  const report = (progress: string) => console.error(progress);
  const session = { root: process.cwd(), runs: rounds(args.values("runs")), signal: stopped.signal, report };
  try {
    const result = await bench(session);
    console.log(args.has("json") ? JSON.stringify(result, null, 2) : reportText(result));
    if (result.synthesis.some(({ differences }) => differences.length > 0)) process.exitCode = 1;
  } catch (error) {
    if (!stopped.signal.aborted) throw error;
    console.error("Stopped.");
    process.exitCode = interruptedExitCode;
  }
});

function rounds([given = String(defaultRuns)]: readonly string[]): number {
  if (/^[1-9]\d{0,2}$/.test(given)) return Number(given);
  throw new UsageError(`--runs is "${given}", expected a whole number from 1 to 999.`);
}

async function bench(session: Session): Promise<Report> {
  const cache = join(session.root, ".cache");
  mkdirSync(cache, { recursive: true });
  const projects = mkdtempSync(join(cache, "bench-"));
  const functions = mkdtempSync(join(tmpdir(), "bench-functions-"));
  try {
    const synthesis = await benchSynthesis(session, projects);
    const { output, outputDirectory } = synthesis;
    const loading = await benchLoading(session, { output, outputDirectory, directory: functions });
    return {
      machine: { node: process.versions.node, platform: process.platform, cores: availableParallelism() },
      runs: session.runs,
      stacks: Object.keys(output).length,
      resources: Object.values(resourceCounts(output)).reduce((sum, count) => sum + count, 0),
      synthesis: synthesisRows(synthesis),
      loading: loadingRows(loading),
      handlers: await benchHandlers(session),
      unitTests: unitTestRows(await benchUnitTests(session)),
      scorer: benchScorer(),
    };
  } finally {
    for (const directory of [projects, functions]) rmSync(directory, { recursive: true, force: true });
  }
}
