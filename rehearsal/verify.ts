import { rmSync } from "node:fs";
import { providerRequirement } from "../modules/terraform/provider-requirement.ts";
import { checkTools } from "./check-tools.ts";
import { openIdentityStub } from "./identity-stub.ts";
import type { StackPhaseName } from "./phases/phases.ts";
import { accountOf, synthesizeCopy, writeOverrides } from "./prepare-stacks.ts";
import type { RehearsalProps } from "./rehearse.ts";
import { type PhaseRow, type RehearsalReport, stackReport } from "./report.ts";
import { runStacks } from "./run-stacks.ts";
import { makeDirectory } from "./session.ts";
import { rehearsalVariables } from "./terraform/rehearsal-variables.ts";
import { timePhases } from "./time-phases.ts";

const phases: readonly StackPhaseName[] = ["init", "validate", "plan"];

/**
 * Synthesizes stacks, checks them, and lets the real provider validate and plan them. It needs no emulator: of AWS there
 * is only a stub that says which account it is.
 *
 * @throws ProblemError where it cannot begin; what goes wrong later is in the report.
 */
export async function verify(props: Omit<RehearsalProps, "from" | "keep" | "scenario">): Promise<RehearsalReport> {
  const { project, environments, onProgress, signal } = props;
  const rows: PhaseRow[] = [];
  const inPhase = timePhases(rows);
  onProgress("check …");
  const { provider } = await inPhase(
    "check",
    (tools) => `Terraform ${tools.terraformVersion}, AWS provider ${tools.provider.version}`,
    () => checkTools(providerRequirement.version),
  );
  const directory = makeDirectory();
  try {
    const stacks = await inPhase(
      "prepare",
      (prepared) => `${prepared.length} stacks, synthesized and checked`,
      () => synthesizeCopy(project, environments, directory, (phase) => onProgress(`prepare: ${phase} …`)),
    );
    const stub = await openIdentityStub(accountOf(stacks));
    try {
      writeOverrides(stacks, provider, stub.url);
      const surroundings = {
        variables: rehearsalVariables(stub.url),
        url: stub.url,
        directory,
        scenario: () => undefined,
        signal,
      };
      const runs = await runStacks({ stacks, phases, surroundings, onProgress });
      return {
        provider,
        phases: [...rows, ...runs.phases],
        stacks: stacks.map((stack) => stackReport(stack, [])),
        calls: undefined,
        notRehearsed: [],
        problems: runs.problems,
      };
    } finally {
      await stub.close();
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
