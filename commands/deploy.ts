import { readArguments, type Usage, UsageError } from "./parts/arguments.ts";
import { runCdktf } from "./parts/cdktf.ts";
import { skipProviderLockOption } from "./parts/options.ts";
import { environmentNames, project } from "./parts/project.ts";
import { runCommand } from "./parts/run-command.ts";
import { prepareEnvironment } from "./parts/terraform-command.ts";

const usage: Usage = {
  call: "npm run deploy -- <environment> [--auto-approve] [--skip-provider-lock]",
  purpose: "Synthesizes the stacks of an environment, shows what would change and, once approved, changes it.",
  options: {
    "auto-approve": { type: "boolean", description: "Change without asking." },
    "skip-provider-lock": skipProviderLockOption,
  },
  positionals: [{ kind: "environment", known: environmentNames }],
};

await runCommand(async () => {
  const args = readArguments(usage, process.argv.slice(2));
  if (args === undefined) return;
  if (!args.has("auto-approve") && !process.stdin.isTTY) {
    throw new UsageError("There is no terminal on which to ask for approval. Give --auto-approve.");
  }
  const stacks = await prepareEnvironment(args);
  const flags = ["auto-approve", "skip-provider-lock"].filter((flag) => args.has(flag)).map((flag) => `--${flag}`);
  await runCdktf(project.root, project.outputDirectory, ["deploy", ...stacks, ...flags]);
});
