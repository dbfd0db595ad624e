// Synthesizes an environment of so many functions: `synthesize.ts <functions> <output directory> <cache directory>`.
import { runCommand } from "../../commands/parts/run-command.ts";
import { synthesize } from "../../modules/synthesis/synthesize.ts";
import { grownEnvironment } from "./grown-environment.ts";

await runCommand(async () => {
  const [, , functions = "", outputDirectory = "", cacheDirectory = ""] = process.argv;
  const definitions = [grownEnvironment(Number(functions))];
  await synthesize({ root: process.cwd(), outputDirectory, cacheDirectory, definitions });
});
