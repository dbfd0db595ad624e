import { readArguments, type Usage } from "./parts/arguments.ts";
import { runCdktf } from "./parts/cdktf.ts";
import { skipProviderLockOption } from "./parts/options.ts";
import { environmentNames, project } from "./parts/project.ts";
import { runCommand } from "./parts/run-command.ts";
import { prepareEnvironment } from "./parts/terraform-command.ts";

const usage: Usage = {
  call: "npm run diff -- <environment> [--skip-provider-lock]",
  purpose: "Synthesizes the stacks of an environment and shows what a deploy would change. Changes nothing.",
  options: { "skip-provider-lock": skipProviderLockOption },
  positionals: [{ kind: "environment", known: environmentNames }],
};

await runCommand(async () => {
  const args = readArguments(usage, process.argv.slice(2));
  if (args === undefined) return;
  const stacks = await prepareEnvironment(args);
  const flags = args.has("skip-provider-lock") ? ["--skip-provider-lock"] : [];
  // The CLI takes one stack at a time.
  for (const stack of stacks) await runCdktf(project.root, project.outputDirectory, ["diff", stack, ...flags]);
});
