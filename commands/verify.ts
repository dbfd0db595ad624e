// Synthesizes, checks, and lets the real provider validate and plan: `npm run verify`.
// Exit codes: 0 all went well, 1 something did not, 2 called wrongly, 3 Terraform or a provider is missing.
import { verify } from "../rehearsal/verify.ts";
import { readArguments, type Usage } from "./parts/arguments.ts";
import { environmentOption, jsonOption, selectedEnvironments } from "./parts/options.ts";
import { project } from "./parts/project.ts";
import { printReport, runTerraformCommand, sayProgress } from "./parts/run-terraform-command.ts";

const usage: Usage = {
  call: "npm run verify -- [--environment <name>] [--json]",
  purpose:
    "Synthesizes and checks stacks, and lets the real AWS provider validate and plan them. Needs Terraform, and neither AWS nor an emulator.",
  options: { environment: environmentOption, json: jsonOption },
};

await runTerraformCommand(async (signal) => {
  const args = readArguments(usage, process.argv.slice(2));
  if (args === undefined) return;
  const environments = selectedEnvironments(args);
  printReport(await verify({ project, environments, onProgress: sayProgress, signal }), args.has("json"));
});
