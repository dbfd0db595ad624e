import { readArguments, type Usage, UsageError } from "./parts/arguments.ts";
import { runCdktf } from "./parts/cdktf.ts";
import { skipProviderLockOption } from "./parts/options.ts";
import { environmentNames, project } from "./parts/project.ts";
import { runCommand } from "./parts/run-command.ts";
import { prepareEnvironment } from "./parts/terraform-command.ts";

const usage: Usage = {
  call: "npm run deploy -- <environment> [--auto-approve] [--migrate-state] [--skip-provider-lock]",
  purpose: "Synthesizes the stacks of an environment, shows what would change and, once approved, changes it.",
  options: {
    "auto-approve": { type: "boolean", description: "Change without asking." },
    "migrate-state": { type: "boolean", description: "Move the state to where the environment file now has it." },
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
  const flags = Object.keys(usage.options)
    .filter((flag) => args.has(flag))
    .map((flag) => `--${flag}`);
  // One after the other: a stack can need what the one before it makes, such as the bucket for its state.
  for (const stack of stacks) await runCdktf(project.root, project.outputDirectory, ["deploy", stack, ...flags]);
});
