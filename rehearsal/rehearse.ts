import { rmSync } from "node:fs";
import type { Problem } from "../modules/problem.ts";
import { providerRequirement } from "../modules/terraform/provider-requirement.ts";
import { checkTools } from "./check-tools.ts";
import { hasOwnMoto, installMoto } from "./moto/installation.ts";
import { notRehearsed } from "./not-rehearsed.ts";
import { type PhaseName, stackPhasesFrom } from "./phases/phases.ts";
import type { RehearsedStack } from "./phases/rehearsed-stack.ts";
import { accountOf, type RehearsedProject, readCopy, synthesizeCopy, writeOverrides } from "./prepare-stacks.ts";
import { type PhaseRow, type RehearsalReport, stackReport } from "./report.ts";
import type { Scenario } from "./run/scenario.ts";
import { runStacks } from "./run-stacks.ts";
import { joinSession, makeDirectory, type Session, startSession } from "./session.ts";
import { summaryOf } from "./supplement/call-record.ts";
import { rehearsalVariables } from "./terraform/rehearsal-variables.ts";
import { type InPhase, timePhases } from "./time-phases.ts";

export interface RehearsalProps {
  readonly project: RehearsedProject;
  /** What deployed stacks are used for. */
  readonly scenario: Scenario;
  /** Environments whose stacks are rehearsed side by side, in one account. */
  readonly environments: readonly string[];
  /** Phase to begin with; from the second one on, in a session that is kept. */
  readonly from: PhaseName;
  /** Whether what was deployed stays, with the session. */
  readonly keep: boolean;
  /** Told what begins, and how far it has come. */
  readonly onProgress: (text: string) => void;
  /** Asks everything to stop in good order. */
  readonly signal: AbortSignal;
}

export interface Rehearsal {
  readonly report: RehearsalReport;
  /** To be closed by the caller, where it was asked to be kept and is not kept by another process anyway. */
  readonly session: Session | undefined;
}

/**
 * Deploys stacks with the real provider into an emulated account, plans again, and destroys everything.
 *
 * @throws ProblemError where it cannot begin; what goes wrong later is in the report.
 */
export async function rehearse(props: RehearsalProps): Promise<Rehearsal> {
  const { environments, from, keep, onProgress, signal } = props;
  const phases: PhaseRow[] = [];
  const { session, stacks } =
    from === "check" ? await begin(props, timePhases(phases)) : await goOn(props, timePhases(phases));
  let stays = false;
  try {
    const runs = await runStacks({
      stacks,
      phases: stackPhasesFrom(from, keep),
      surroundings: {
        variables: rehearsalVariables(session.url),
        url: session.url,
        directory: session.directory,
        scenario: props.scenario,
        signal,
      },
      onProgress,
    });
    const report: RehearsalReport = {
      provider: session.provider,
      phases: [...phases, ...runs.phases],
      stacks: stacks.map((stack) => ({
        ...stackReport(stack, runs.created.get(stack.name) ?? []),
        run: runs.runs.get(stack.name),
      })),
      calls: session.records === undefined ? undefined : summaryOf(session.records),
      notRehearsed: notRehearsed(stacks, session.provider),
      problems: [...runs.problems, ...unknownCalls(session)],
    };
    stays = keep && session.isOwn;
    if (stays) session.keep(environments);
    return { report, session: stays ? session : undefined };
  } finally {
    if (!stays) await session.close();
  }
}

interface Beginning {
  readonly session: Session;
  readonly stacks: readonly RehearsedStack[];
}

/** Checks the tools, and prepares a session of its own. */
async function begin({ project, environments, onProgress }: RehearsalProps, inPhase: InPhase): Promise<Beginning> {
  onProgress("check …");
  const { provider } = await inPhase(
    "check",
    (tools) => `Terraform ${tools.terraformVersion}, AWS provider ${tools.provider.version}`,
    async () => {
      const tools = await checkTools(providerRequirement.version);
      if (!hasOwnMoto()) {
        onProgress("check: installing moto, once …");
        await installMoto();
      }
      return tools;
    },
  );
  return inPhase(
    "prepare",
    ({ stacks }) => `${stacks.length} stacks`,
    async () => {
      const directory = makeDirectory();
      let session: Session | undefined;
      try {
        const stacks = await synthesizeCopy(project, environments, directory, (phase) =>
          onProgress(`prepare: ${phase} …`),
        );
        onProgress("prepare: starting the emulator …");
        session = await startSession(directory, provider, accountOf(stacks));
        writeOverrides(stacks, provider, session.url);
        return { session, stacks };
      } catch (error) {
        await session?.close();
        rmSync(directory, { recursive: true, force: true });
        throw error;
      }
    },
  );
}

/** Goes on in a session that is kept, with the stacks as they are there or, from "prepare" on, as they are now. */
async function goOn({ project, environments, from, onProgress }: RehearsalProps, inPhase: InPhase): Promise<Beginning> {
  const session = joinSession(environments);
  if (from !== "prepare") return { session, stacks: readCopy(project, environments, session.directory) };
  return inPhase(
    "prepare",
    ({ stacks }) => `${stacks.length} stacks`,
    async () => {
      const stacks = await synthesizeCopy(project, environments, session.directory, (phase) =>
        onProgress(`prepare: ${phase} …`),
      );
      writeOverrides(stacks, session.provider, session.url);
      return { session, stacks };
    },
  );
}

/** A call that neither the emulator nor the supplement knows is a gap, even where Terraform did not mind. */
function unknownCalls({ records = [] }: Session): readonly Problem[] {
  return summaryOf(records).unknown.map((operation) => ({
    place: "emulator",
    found: `a call to ${operation}, which nobody answers`,
    expected: "an answer to every call",
    remedy: "Add it to the service's file in rehearsal/supplement/services.",
  }));
}
