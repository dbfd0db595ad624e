// Installs moto, the emulated AWS, for this project alone: `npm run moto`.
import { installMoto } from "../rehearsal/moto/installation.ts";
import { readArguments, type Usage } from "./parts/arguments.ts";
import { runCommand } from "./parts/run-command.ts";

const usage: Usage = {
  call: "npm run moto",
  purpose: "Installs moto, the emulated AWS of rehearsals and end-to-end tests, into .cache/rehearsal. Needs Python 3.",
  options: {},
};

await runCommand(async () => {
  if (readArguments(usage, process.argv.slice(2)) === undefined) return;
  await installMoto();
  console.log("moto is installed.");
});
