import { runCommand } from "./commands/parts/run-command.ts";
import { synthesize } from "./modules/synthesis/synthesize.ts";
import { stacks } from "./stacks/index.ts";

// The app of the cdktf CLI (cdktf.json). `npm run synth` writes the same output.
await runCommand(async () => {
  await synthesize({
    root: process.cwd(),
    outputDirectory: process.env.CDKTF_OUTDIR ?? "cdktf.out",
    definitions: stacks,
  });
});
