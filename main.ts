import { project } from "./commands/parts/project.ts";
import { runCommand } from "./commands/parts/run-command.ts";
import { synthesize } from "./modules/synthesis/synthesize.ts";

// The app of the cdktf CLI (cdktf.json): every stack of stacks/index.ts. `npm run synth` writes the same output.
await runCommand(async () => {
  await synthesize(project);
});
