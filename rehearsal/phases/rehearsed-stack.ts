import type { StackJson } from "../../modules/synthesis/synthesized-stack.ts";
import type { RunReport } from "../run/run-report.ts";
import type { Scenario } from "../run/scenario.ts";
import type { ResourceStep } from "../terraform/events.ts";

/** A stack in a rehearsal. */
export interface RehearsedStack {
  readonly name: string;
  readonly environment: string;
  /** Directory of its copy. */
  readonly directory: string;
  readonly json: StackJson;
}

/** What a phase needs beside the stack. */
export interface Surroundings {
  /** Environment of Terraform. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Asks Terraform to stop in good order. */
  readonly signal: AbortSignal;
  /** Told how far a long phase has come. */
  readonly onProgress: (text: string) => void;
}

/** What a phase needs that uses what was deployed. */
export interface AccountSurroundings extends Surroundings {
  /** Address of the emulated AWS. */
  readonly url: string;
  /** Directory with the copies and states of all stacks. */
  readonly directory: string;
  /** What deployed stacks are used for. */
  readonly scenario: Scenario;
}

/** What came of a phase for one stack. */
export interface PhaseResult {
  /** For a reader: what was done. */
  readonly outcome: string;
  /** Resources with the seconds that each took; empty where the phase changes none. */
  readonly steps: readonly ResourceStep[];
  /** What came of running it, where functions ran. */
  readonly run?: RunReport;
}
