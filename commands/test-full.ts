// Runs every test, also those that need what npm does not install: `npm run test:full`.
// Exit codes: 0 all tests passed, 1 some failed or could not run because moto or a browser is missing, 2 called wrongly.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { browserFile, browserInstallation } from "../__tests__/helpers/browser.ts";
import { providerRequirement } from "../modules/terraform/provider-requirement.ts";
import { checkTools, MissingToolError } from "../rehearsal/check-tools.ts";
import { motoCommand, motoInstallation } from "../rehearsal/moto/installation.ts";
import { type Arguments, readArguments, type Usage, UsageError } from "./parts/arguments.ts";
import { runCommand } from "./parts/run-command.ts";

const usage: Usage = {
  call: "npm run test:full -- [--seed <number>]",
  purpose:
    "Runs all tests of npm test, all rounds of faults, the end-to-end tests against moto, an emulated AWS account, the tests in a browser and, where it is installed, those with Terraform.",
  options: {
    seed: {
      type: "string",
      description:
        "Play only the round of this seed, in memory, on moto and in the traces; a failed round says which it was.",
    },
  },
};

/** The report from which `npm run requirements` writes its table. */
const reported = ["--reporter=default", "--reporter=json", "--outputFile.json=.cache/test-results.json"];

/** Where the rounds are. */
const rounds = [
  "__tests__/end-to-end/rounds.test.ts",
  "__tests__/end-to-end/moto-rounds.test.ts",
  "__tests__/rig/trace/seeded.test.ts",
];

await runCommand(async () => {
  const args = readArguments(usage, process.argv.slice(2));
  if (args === undefined) return;
  const seed = seedOf(args);
  const missing = missingInstallations(seed === undefined);
  if (missing.length > 0) {
    console.error(missing.join("\n"));
    process.exitCode = 1;
    return;
  }
  process.exitCode = await (seed === undefined
    ? runTests(reported, { TEST_FULL: "1", ...(await terraformVariables()) })
    : runTests(rounds, { TEST_FULL: "1", ROUND_SEED: seed }));
});

/** Lets the tests with Terraform run, or says loudly why they do not: not everybody can have a provider. */
async function terraformVariables(): Promise<Readonly<Record<string, string>>> {
  try {
    await checkTools(providerRequirement.version);
    return { TEST_TERRAFORM: "1" };
  } catch (error) {
    if (!(error instanceof MissingToolError)) throw error;
    console.error(`NOT TESTED with Terraform: ${error.message}`);
    return {};
  }
}

/** What has to be installed first. A round needs no browser. */
function missingInstallations(allTests: boolean): readonly string[] {
  return [
    ...(motoCommand() === undefined
      ? [`moto is not installed, so the end-to-end tests cannot run. Install it: ${motoInstallation}`]
      : []),
    ...(allTests && browserFile() === undefined
      ? [`There is no browser, so the tests of pages cannot run. Install one: ${browserInstallation}`]
      : []),
  ];
}

function seedOf(args: Arguments): string | undefined {
  const [seed] = args.values("seed");
  if (seed !== undefined && !/^\d{1,9}$/.test(seed))
    throw new UsageError(`--seed ${seed} is not a whole number of at most nine digits.`);
  return seed;
}

function runTests(args: readonly string[], variables: Readonly<Record<string, string>>): Promise<number> {
  const vitest = join(process.cwd(), "node_modules/vitest/vitest.mjs");
  const runner = spawn(process.execPath, [vitest, "run", ...args], {
    env: { ...process.env, ...variables },
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => runner.kill(signal));
  return new Promise((resolve, reject) => {
    runner.once("error", reject);
    runner.once("close", (code) => resolve(code ?? 1));
  });
}
