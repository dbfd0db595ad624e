import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { checkKnown, readArguments, type Usage, UsageError } from "../commands/parts/arguments.ts";
import { jsonOption } from "../commands/parts/options.ts";
import { runCommand } from "../commands/parts/run-command.ts";
import { benchGrowth } from "./growth-bench.ts";
import { benchHandlers } from "./handlers-bench.ts";
import { benchLoading } from "./loading-bench.ts";
import {
  loadingRows,
  type Report,
  type SynthesisReport,
  synthesisRows,
  tracingReport,
  unitTestRows,
} from "./report.ts";
import { reportText } from "./report-text.ts";
import { benchScorer } from "./scorer-bench.ts";
import type { Session } from "./session.ts";
import { benchSynthesis } from "./synthesis-bench.ts";
import { resourceCounts } from "./synthesis-output.ts";
import { benchTracing } from "./tracing-bench.ts";
import { benchUnitTests } from "./unit-tests-bench.ts";

const defaultRuns = 5;
const interruptedExitCode = 130;

/** What can be measured, each for itself. */
const parts: { readonly [P in Part]: (session: Session, directory: string) => Promise<Report[P]> | Report[P] } = {
  synthesis: synthesisReport,
  growth: benchGrowth,
  handlers: benchHandlers,
  tracing: async (session, directory) => tracingReport(await benchTracing(session, directory)),
  unitTests: async (session) => unitTestRows(await benchUnitTests(session)),
  scorer: benchScorer,
};

type Part = Exclude<keyof Report, "machine" | "runs">;

const usage: Usage = {
  call: "npm run bench -- [--runs <number>] [--only <part>] [--json]",
  purpose:
    "Measures how fast the project synthesizes, beside the usual way and with ever more functions, how fast its zips load and work, what tracing costs, its unit tests, and how often the scorer is right.",
  options: {
    runs: { type: "string", description: `Rounds that count. Default: ${defaultRuns}.` },
    only: {
      type: "string",
      multiple: true,
      description: `One part alone: ${Object.keys(parts).join(", ")}; may be repeated. Default: all.`,
    },
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
    const result = await bench(session, chosenParts(args.values("only")));
    console.log(args.has("json") ? JSON.stringify(result, null, 2) : reportText(result));
    if (result.synthesis?.rows.some(({ differences }) => differences.length > 0)) process.exitCode = 1;
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

/** @throws UsageError where there is no such part. */
function chosenParts(names: readonly string[]): readonly Part[] {
  const known = Object.keys(parts) as Part[];
  for (const name of names) checkKnown("part", name, known);
  return names.length === 0 ? known : known.filter((part) => names.includes(part));
}

async function bench(session: Session, chosen: readonly Part[]): Promise<Report> {
  const cache = join(session.root, ".cache");
  mkdirSync(cache, { recursive: true });
  const directory = mkdtempSync(join(cache, "bench-"));
  try {
    const figures: [Part, Report[Part]][] = [];
    for (const part of chosen) figures.push([part, await parts[part](session, directory)]);
    return {
      machine: { node: process.versions.node, platform: process.platform, cores: availableParallelism() },
      runs: session.runs,
      ...Object.fromEntries(figures),
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function synthesisReport(session: Session, directory: string): Promise<SynthesisReport> {
  const functions = mkdtempSync(join(tmpdir(), "bench-functions-"));
  try {
    const synthesis = await benchSynthesis(session, directory);
    const { output, outputDirectory } = synthesis;
    const loading = await benchLoading(session, { output, outputDirectory, directory: functions });
    return {
      stacks: Object.keys(output).length,
      resources: Object.values(resourceCounts(output)).reduce((sum, count) => sum + count, 0),
      rows: synthesisRows(synthesis),
      loading: loadingRows(loading),
    };
  } finally {
    rmSync(functions, { recursive: true, force: true });
  }
}
