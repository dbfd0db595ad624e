import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { kilobytes } from "../modules/packaging/kilobytes.ts";
import { ProblemError } from "../modules/problem.ts";
import { report } from "../modules/report/report.ts";
import { synthesize } from "../modules/synthesis/synthesize.ts";
import { readArguments, type Usage } from "./parts/arguments.ts";
import { environmentOption, selectedEnvironments } from "./parts/options.ts";
import { watchPhases } from "./parts/phases.ts";
import { project } from "./parts/project.ts";
import { reportContent } from "./parts/report-content.ts";
import { runCommand } from "./parts/run-command.ts";

const usage: Usage = {
  call: "npm run report -- [--environment <name>] [--out <file>]",
  purpose:
    "Writes one HTML file to look at, which needs no network: topology, alarms, requirements, permissions, sizes and bill.",
  options: {
    environment: environmentOption,
    out: { type: "string", description: "Where to write it. Default: report.html." },
  },
};

await runCommand(async () => {
  const args = readArguments(usage, process.argv.slice(2));
  if (args === undefined) return;
  const environments = selectedEnvironments(args);
  const [file = "report.html"] = args.values("out");
  const { onPhase } = watchPhases();
  const synthesis = await synthesize({ ...project, environments, published: false, onPhase });
  const text = report(reportContent(synthesis, environments));
  write(file, text);
  console.log(`${file}  ${kilobytes(Buffer.byteLength(text))}`);
});

function write(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    throw new ProblemError([
      {
        place: "--out",
        found: `${file}, which cannot be written (${String(error.code)})`,
        expected: "the name of a file",
        remedy: "Name another with --out.",
      },
    ]);
  }
}
