import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { budgetProblems, type StackBill } from "../cost/observability-budget.ts";
import { type PackagedFunction, packageFunctions } from "../packaging/package-functions.ts";
import { ProblemError, refuseProblems } from "../problem.ts";
import { assemble } from "./assemble.ts";
import { dataAddressProblems } from "./data-addresses.ts";
import { guardedStackProblems } from "./guarded-stacks.ts";
import { outputChecks } from "./output-checks.ts";
import { publish, stagingPrefix } from "./publish.ts";
import { stackBills } from "./stack-bills.ts";
import { functionsOf, type StackDefinition } from "./stack-definition.ts";
import type { SynthesizedStack } from "./synthesized-stack.ts";

export interface SynthesisProps {
  /** The project's folder. */
  readonly root: string;
  /** Where the result goes; the cdktf CLI reads it there. */
  readonly outputDirectory: string;
  /** Every stack that exists. */
  readonly definitions: readonly StackDefinition[];
  /** Environments to synthesize; the output of all others stays as it is. Default: all. */
  readonly environments?: readonly string[];
  /** Where packaged functions are kept between runs. Default: `.cache/packaging` in the project. */
  readonly cacheDirectory?: string;
  /** Told when a phase begins. Default: nobody is told. */
  readonly onPhase?: (phase: Phase) => void;
  /** Whether the result is put into place, or only looked at. Default: true. */
  readonly published?: boolean;
}

export type Phase =
  | "checking environments"
  | "packaging and loading"
  | "synthesizing"
  | "checking stacks"
  | "publishing";

export interface Synthesis {
  readonly stacks: readonly SynthesizedStack[];
  readonly functions: readonly PackagedFunction[];
  /** What watching each stack costs. */
  readonly bills: readonly StackBill[];
}

/**
 * Packages the functions, synthesizes the stacks, checks the result and publishes it. The one way to the output, for
 * every command and for the cdktf CLI. On any error the previous output stays untouched.
 *
 * @throws ProblemError or ValidationError for what users can put right.
 */
export async function synthesize(props: SynthesisProps): Promise<Synthesis> {
  const { outputDirectory, environments, published = true, onPhase = () => {} } = props;
  const selected = props.definitions.filter(({ environment }) => environments?.includes(environment) ?? true);
  refuseOtherFormats();
  onPhase("checking environments");
  checkAll(selected);
  const existed = existsSync(outputDirectory);
  mkdirSync(outputDirectory, { recursive: true });
  const stagingDirectory = mkdtempSync(join(outputDirectory, stagingPrefix));
  try {
    onPhase("packaging and loading");
    const packaging = packageFunctions({ ...props, requests: functionsOf(selected) });
    const artifacts = packaging.then((functions) => functions.map(({ artifact }) => artifact));
    void artifacts.then(
      () => onPhase("synthesizing"),
      () => {},
    );
    const { version, stacks } = await assemble(selected, artifacts, join(stagingDirectory, "assembly"));
    const functions = await packaging;
    onPhase("checking stacks");
    const known = await artifacts;
    const bills = stackBills(selected, stacks);
    refuseProblems([
      ...stacks.flatMap((stack) => outputChecks.flatMap((check) => check(stack, known))),
      ...guardedStackProblems(selected, stacks, functions),
      ...dataAddressProblems(selected, stacks),
      ...budgetProblems(bills),
    ]);
    if (published) {
      onPhase("publishing");
      const stackNames = props.definitions.map(({ name }) => name);
      await publish({ outputDirectory, stagingDirectory, cdktfVersion: version, functions, stacks, stackNames });
    }
    return { stacks, functions, bills };
  } finally {
    rmSync(stagingDirectory, { recursive: true, force: true });
    if (!existed && readdirSync(outputDirectory).length === 0) rmdirSync(outputDirectory);
  }
}

/** Reports the problems of all stacks in one error. */
function checkAll(definitions: readonly StackDefinition[]): void {
  const problems = definitions.flatMap(({ check }) => {
    try {
      check();
      return [];
    } catch (error) {
      if (error instanceof ProblemError) return error.problems;
      throw error;
    }
  });
  refuseProblems(problems);
}

function refuseOtherFormats(): void {
  if (process.env.SYNTH_HCL_OUTPUT !== "true") return;
  refuseProblems([
    {
      place: "output format",
      found: "HCL (cdktf synth --hcl)",
      expected: "JSON, which is checked before it is published",
      remedy: "Leave --hcl out.",
    },
  ]);
}
