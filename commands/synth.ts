import { type BillItem, together } from "../modules/cost/bill.ts";
import { dollarsText, largestItems } from "../modules/cost/bill-text.ts";
import { byEnvironment, type EnvironmentTotal, type StackBill } from "../modules/cost/observability-budget.ts";
import { budgetOf } from "../modules/packaging/budgets.ts";
import { kilobytes } from "../modules/packaging/kilobytes.ts";
import type { PackagedFunction } from "../modules/packaging/package-functions.ts";
import { synthesize } from "../modules/synthesis/synthesize.ts";
import { resourcesByKind, type SynthesizedStack } from "../modules/synthesis/synthesized-stack.ts";
import { readArguments, type Usage } from "./parts/arguments.ts";
import { environmentOption, jsonOption, selectedEnvironments } from "./parts/options.ts";
import { type PhaseTime, watchPhases } from "./parts/phases.ts";
import { project } from "./parts/project.ts";
import { runCommand } from "./parts/run-command.ts";
import { table } from "./parts/table.ts";

const usage: Usage = {
  call: "npm run synth -- [--environment <name>] [--json]",
  purpose: "Packages the functions and writes Terraform JSON and zips to cdktf.out.",
  options: { environment: environmentOption, json: jsonOption },
};

interface Report {
  readonly stacks: readonly {
    readonly name: string;
    readonly resources: number;
    readonly jsonBytes: number;
    /** What watching it costs a month. */
    readonly bill: { readonly dollars: number; readonly items: readonly BillItem[] };
  }[];
  /** By environment, dollars a month: what watching costs, and what it may cost. */
  readonly bills: readonly {
    readonly environment: string;
    readonly dollars: number;
    readonly budgetDollars: number | undefined;
    /** In words. */
    readonly largest: string;
  }[];
  readonly functions: readonly {
    readonly name: string;
    readonly zipBytes: number;
    readonly budgetBytes: number;
    readonly fromCache: boolean;
  }[];
  readonly phases: readonly PhaseTime[];
}

/** Items of a bill that the table names. */
const shownItems = 3;

await runCommand(async () => {
  const args = readArguments(usage, process.argv.slice(2));
  if (args === undefined) return;
  const environments = selectedEnvironments(args);
  const { onPhase, times } = watchPhases();
  const { stacks, functions, bills } = await synthesize({ ...project, environments, onPhase });
  const report = {
    stacks: stacks.map((stack) => stackRow(stack, bills)),
    bills: byEnvironment(bills).map(billRow),
    functions: functions.map(functionRow),
    phases: times(),
  };
  console.log(args.has("json") ? JSON.stringify(report, null, 2) : text(report));
});

function stackRow({ name, json, text }: SynthesizedStack, bills: readonly StackBill[]): Report["stacks"][number] {
  const resources = resourcesByKind(json).reduce((sum, [, count]) => sum + count, 0);
  const bill = together(bills.filter(({ stack }) => stack === name).map((each) => each.bill));
  return { name, resources, jsonBytes: Buffer.byteLength(text), bill };
}

function billRow({ environment, bill, budget }: EnvironmentTotal): Report["bills"][number] {
  return {
    environment,
    dollars: bill.dollars,
    budgetDollars: budget?.dollars,
    largest: largestItems(bill, shownItems),
  };
}

function functionRow({ artifact, fromCache }: PackagedFunction): Report["functions"][number] {
  const { functionName, bytes } = artifact;
  return { name: functionName, zipBytes: bytes, budgetBytes: budgetOf(functionName), fromCache };
}

function text({ stacks, bills, functions, phases }: Report): string {
  const cached = functions.filter(({ fromCache }) => fromCache).length;
  const seconds = phases.reduce((sum, phase) => sum + phase.seconds, 0);
  return [
    ...table(
      ["stack", "resources", "JSON"],
      stacks.map(({ name, resources, jsonBytes }) => [name, resources, kilobytes(jsonBytes)]),
    ),
    "",
    ...table(
      ["watching", "a month", "budget", "used", "most of it"],
      bills.map(({ environment, dollars, budgetDollars, largest }) => [
        environment,
        dollarsText(dollars),
        budgetDollars === undefined ? "" : dollarsText(budgetDollars),
        budgetDollars === undefined ? "" : `${Math.round((100 * dollars) / budgetDollars)} %`,
        largest,
      ]),
    ),
    "",
    ...table(
      ["function", "zip", "budget", "used", ""],
      functions.map(({ name, zipBytes, budgetBytes, fromCache }) => [
        name,
        kilobytes(zipBytes),
        kilobytes(budgetBytes),
        `${Math.round((100 * zipBytes) / budgetBytes)} %`,
        fromCache ? "from cache" : "built",
      ]),
    ),
    `${cached} of ${functions.length} functions from the cache`,
    "",
    ...table(
      ["phase", "time"],
      [
        ...phases.map((each): readonly [string, string] => [each.phase, `${each.seconds.toFixed(2)} s`]),
        ["together", `${seconds.toFixed(2)} s`],
      ],
    ),
  ].join("\n");
}
