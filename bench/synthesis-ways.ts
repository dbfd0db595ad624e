import { copyFiles } from "../__tests__/helpers/project-copy.ts";
import { copyAsUsualProject } from "./usual-project.ts";

/** Limits that figures are expected to keep. */
export interface Expectations {
  readonly wallSeconds?: number;
  readonly peakMemoryBytes?: number;
  /** At least so many times the time of the first way. */
  readonly timesFirst?: number;
}

/** A way to synthesize every environment. */
export interface SynthesisWay {
  readonly name: string;
  /** Makes the project that it runs in; the output is in its `cdktf.out`. */
  readonly copy: (root: string, target: string) => void;
  /** Arguments of Node. */
  readonly args: readonly string[];
  /** What is removed before every run. */
  readonly removed: readonly string[];
  readonly expected: Expectations;
}

const ours = {
  copy: (root: string, target: string) => copyFiles(root, target),
  args: ["commands/run.mjs", "commands/synth.ts"],
};
const usual = { removed: ["bundles", "cdktf.out"] };
/** ts-node as the template of CDKTF starts it checks types in every run. */
const checkingTypes = ["--require", "ts-node/register", "bench/usual-app.ts"];
const transpilingOnly = ["--require", "ts-node/register/transpile-only", "bench/usual-app.ts"];
const peakMemoryBytes = 200e6;

/** The ways that are compared; the first is what the others are measured against. */
export const synthesisWays: readonly SynthesisWay[] = [
  {
    name: "this project, cold: no cache, no output",
    ...ours,
    removed: [".cache", "cdktf.out"],
    expected: { wallSeconds: 3, peakMemoryBytes },
  },
  { name: "this project, warm: nothing changed", ...ours, removed: [], expected: { wallSeconds: 1, peakMemoryBytes } },
  {
    name: "usual way, deep imports",
    ...usual,
    args: checkingTypes,
    copy: (root, target) => copyAsUsualProject(root, target, "deep"),
    expected: { timesFirst: 3 },
  },
  {
    name: "usual way, deep imports, transpile only",
    ...usual,
    args: transpilingOnly,
    copy: (root, target) => copyAsUsualProject(root, target, "deep"),
    expected: { timesFirst: 3 },
  },
  {
    name: "usual way, root import, transpile only",
    ...usual,
    args: transpilingOnly,
    copy: (root, target) => copyAsUsualProject(root, target, "root"),
    expected: {},
  },
];
