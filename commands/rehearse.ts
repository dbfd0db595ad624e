// Deploys into an emulated AWS on this machine: `npm run rehearse -- dev`.
// Exit codes: 0 all went well, 1 something did not, 2 called wrongly, 3 Terraform or a provider is missing.
import { deployedDay } from "../__tests__/end-to-end/deployed/deployed-day.ts";
import { howToLookAround } from "../rehearsal/look-around.ts";
import { type PhaseName, phaseNames } from "../rehearsal/phases/phases.ts";
import { rehearse } from "../rehearsal/rehearse.ts";
import { type Arguments, checkKnown, readArguments, type Usage, UsageError } from "./parts/arguments.ts";
import { jsonOption } from "./parts/options.ts";
import { environmentNames, project } from "./parts/project.ts";
import { printReport, runTerraformCommand, sayProgress } from "./parts/run-terraform-command.ts";

const usage: Usage = {
  call: "npm run rehearse -- [<environment> ...] [--all] [--keep] [--from <phase>] [--without-each-grant] [--json]",
  purpose:
    "Lets the real AWS provider deploy environments (default: dev) side by side into an emulated AWS on this machine and plan again, runs what was deployed, and destroys it. Never reaches AWS.",
  options: {
    all: { type: "boolean", description: "All environments, side by side in one account." },
    keep: { type: "boolean", description: "Leave it running, and say how to look around." },
    from: {
      type: "string",
      description: `Begin with a phase, in a rehearsal that is kept: ${phaseNames.join(", ")}.`,
    },
    "without-each-grant": {
      type: "boolean",
      description: "Also run what was deployed once without each granted action, in some minutes more.",
    },
    json: jsonOption,
  },
  positionals: [{ kind: "environment", known: environmentNames, optional: true, repeated: true }],
};

const defaultEnvironment = "dev";

// Said once by the SDK with which rows are looked at, on stderr, between the lines of progress.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

await runTerraformCommand(async (signal) => {
  const args = readArguments(usage, process.argv.slice(2));
  if (args === undefined) return;
  const environments = selectedEnvironments(args);
  const { report, session } = await rehearse({
    project,
    scenario: deployedDay(project.definitions, { withoutEachGrant: args.has("without-each-grant") }),
    environments,
    from: firstPhase(args),
    keep: args.has("keep"),
    onProgress: sayProgress,
    signal,
  });
  printReport(report, args.has("json"));
  if (session === undefined) return;
  console.error(howToLookAround(session, environments));
  await untilStopped(signal);
  await session.close();
});

function selectedEnvironments(args: Arguments): readonly string[] {
  const named = args.positionals;
  if (!args.has("all")) return named.length === 0 ? [defaultEnvironment] : named;
  if (named.length > 0) throw new UsageError(`Either ${named.join(", ")} or --all, not both.`);
  return environmentNames;
}

function firstPhase(args: Arguments): PhaseName {
  const [named = "check"] = args.values("from");
  checkKnown("phase", named, phaseNames);
  return named as PhaseName;
}

function untilStopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
