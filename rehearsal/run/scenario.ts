import type { Problem } from "../../modules/problem.ts";
import type { RehearsedStack } from "../phases/rehearsed-stack.ts";
import type { RunReport } from "./run-report.ts";

/** A stack that stands in an emulated account. */
export interface DeployedStack {
  readonly stack: RehearsedStack;
  /** Address of the emulated AWS. */
  readonly url: string;
  /** Directory with the copies and states of all stacks of the rehearsal. */
  readonly directory: string;
  /** Told how far it has come. */
  readonly onProgress: (text: string) => void;
}

/** What came of running what was deployed. */
export interface ScenarioResult extends RunReport {
  /** For a reader: what was done. */
  readonly outcome: string;
  readonly problems: readonly Problem[];
}

/** Something that a deployed stack is used for, as people and the world would; undefined for stacks that it is not about. */
export type Scenario = (deployed: DeployedStack) => Promise<ScenarioResult> | undefined;
