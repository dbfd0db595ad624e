// Shows what a deployment would change: `npm run diff -- dev`.
// Exit codes: 0 it was shown, 1 it could not be, 2 called wrongly, 3 Terraform is missing.
import { readArguments, type Usage } from "./parts/arguments.ts";
import { diffStack } from "./parts/deployment/deploy-stack.ts";
import { environmentNames } from "./parts/project.ts";
import { runTerraformCommand } from "./parts/run-terraform-command.ts";
import { prepareEnvironment } from "./parts/terraform-command.ts";

const usage: Usage = {
  call: "npm run diff -- <environment>",
  purpose: "Synthesizes the stacks of an environment and shows what a deploy would change. Changes nothing.",
  options: {},
  positionals: [{ kind: "environment", known: environmentNames }],
};

await runTerraformCommand(async (signal) => {
  const args = readArguments(usage, process.argv.slice(2));
  if (args === undefined) return;
  for (const stack of await prepareEnvironment(args)) await diffStack(stack, signal);
}, "Stopped; nothing was changed.");
