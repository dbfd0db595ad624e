// Deploys the stacks of an environment: `npm run deploy -- dev`.
// Exit codes: 0 all is deployed, 1 something is not, 2 called wrongly, 3 Terraform is missing.
import { type Arguments, readArguments, type Usage, UsageError } from "./parts/arguments.ts";
import { askApproval } from "./parts/deployment/ask-approval.ts";
import { deployStack } from "./parts/deployment/deploy-stack.ts";
import { environmentNames } from "./parts/project.ts";
import { runTerraformCommand } from "./parts/run-terraform-command.ts";
import { prepareEnvironment } from "./parts/terraform-command.ts";

const usage: Usage = {
  call: "npm run deploy -- <environment> [--auto-approve] [--migrate-state]",
  purpose: "Synthesizes the stacks of an environment, shows what would change and, once approved, changes it.",
  options: {
    "auto-approve": { type: "boolean", description: "Change without asking." },
    "migrate-state": { type: "boolean", description: "Move the state to where the environment file now has it." },
  },
  positionals: [{ kind: "environment", known: environmentNames }],
};

const stopped =
  "Stopped. What was changed until then is in the state, and its lock is free; the next deployment goes on from there.";

await runTerraformCommand(async (signal) => {
  const args = readArguments(usage, process.argv.slice(2));
  if (args === undefined) return;
  if (!args.has("auto-approve") && !process.stdin.isTTY) {
    throw new UsageError("There is no terminal on which to ask for approval. Give --auto-approve.");
  }
  const stacks = await prepareEnvironment(args);
  const props = { migrateState: args.has("migrate-state"), approve: approval(args, signal), signal };
  // One after the other: a stack can need what the one before it makes, such as the bucket for its state.
  for (const stack of stacks) await deployStack(stack, props);
}, stopped);

function approval(args: Arguments, signal: AbortSignal): (stackName: string) => Promise<boolean> {
  if (args.has("auto-approve")) return async () => true;
  return (stackName) => askApproval(stackName, { input: process.stdin, output: process.stdout, signal });
}
