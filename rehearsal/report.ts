import type { Problem } from "../modules/problem.ts";
import { resourcesByKind } from "../modules/synthesis/synthesized-stack.ts";
import type { PhaseName } from "./phases/phases.ts";
import type { RehearsedStack } from "./phases/rehearsed-stack.ts";
import type { RunReport } from "./run/run-report.ts";
import type { CallSummary } from "./supplement/call-record.ts";
import type { ResourceStep } from "./terraform/events.ts";
import { type Wait, waitsOf } from "./waits.ts";

/** What came of a rehearsal. */
export interface RehearsalReport {
  readonly provider: { readonly version: string; readonly older: boolean };
  readonly phases: readonly PhaseRow[];
  readonly stacks: readonly StackReport[];
  /** Undefined where there is no emulator, or another process keeps its record. */
  readonly calls: CallSummary | undefined;
  readonly notRehearsed: readonly NotRehearsed[];
  /** What went wrong; a rehearsal without problems has succeeded. */
  readonly problems: readonly Problem[];
}

/** A phase of one stack, or of the whole rehearsal. */
export interface PhaseRow {
  readonly phase: PhaseName;
  /** Undefined where the phase is done once for all stacks. */
  readonly stack: string | undefined;
  readonly seconds: number;
  /** When it ended, in seconds of a clock that all rows share. */
  readonly endedAt: number;
  readonly outcome: string;
}

export interface StackReport {
  readonly name: string;
  /** Resources that the stack has. */
  readonly resources: number;
  /** What its creation waited for; empty where it was not created. */
  readonly waits: readonly Wait[];
  /** What came of running it; undefined where nothing ran. */
  readonly run?: RunReport | undefined;
}

/** Something of a stack that a rehearsal says nothing about. */
export interface NotRehearsed {
  readonly what: string;
  readonly why: string;
}

/** What is said of one stack, with the resources that were created. */
export function stackReport({ name, json }: RehearsedStack, created: readonly ResourceStep[]): StackReport {
  return {
    name,
    resources: resourcesByKind(json).reduce((sum, [, count]) => sum + count, 0),
    waits: waitsOf(created),
  };
}
