import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { providerRequirement } from "../../../modules/terraform/provider-requirement.ts";
import { checkTools } from "../../../rehearsal/check-tools.ts";
import { apply } from "../../../rehearsal/phases/apply.ts";
import { init } from "../../../rehearsal/phases/init.ts";
import { plan } from "../../../rehearsal/phases/plan.ts";
import type { RehearsedStack, Surroundings } from "../../../rehearsal/phases/rehearsed-stack.ts";
import { runTerraform, type TerraformRun } from "../../../rehearsal/phases/run-phase.ts";
import { accountOf, readCopy, writeOverrides } from "../../../rehearsal/prepare-stacks.ts";
import { startSession } from "../../../rehearsal/session.ts";
import { stateFile } from "../../../rehearsal/terraform/rehearsal-override.ts";
import { rehearsalVariables } from "../../../rehearsal/terraform/rehearsal-variables.ts";
import { stacks } from "../../../stacks/index.ts";
import { copyProject, type ProjectCopy } from "../../helpers/project-copy.ts";
import { runCommand } from "../../helpers/run-command.ts";

/** A change of one file of the project: some of its text, which has to be there, or its path. */
export type Edit =
  | { readonly file: string; readonly from: string; readonly to: string }
  | { readonly file: string; readonly renamedTo: string };

/** One environment of a copy of this project, deployed into an emulated account. */
export interface DeployedProject {
  /** The stack as it was deployed. */
  readonly stack: RehearsedStack;
  readonly surroundings: Surroundings;
  /** The stack of the edited project, synthesized by the real command, with the state of the deployment beside it. */
  edited(edits: readonly Edit[]): Promise<RehearsedStack>;
  close(): Promise<void>;
}

/** Deploys an environment whose stack is all that it has. */
export async function deployProject(environment: string): Promise<DeployedProject> {
  const { provider } = await checkTools(providerRequirement.version);
  const copy = copyProject();
  const outputs = mkdtempSync(join(tmpdir(), "deployed-project-"));
  const stack = synthesized(copy, environment, join(outputs, "deployed"));
  const session = await startSession(join(outputs, "deployed"), provider, accountOf([stack]));
  const close = async () => {
    await session.close();
    copy.remove();
    rmSync(outputs, { recursive: true, force: true });
  };
  const signal = new AbortController().signal;
  const surroundings = { variables: rehearsalVariables(session.url), signal, onProgress: () => {} };
  writeOverrides([stack], provider, session.url);
  try {
    for (const phase of [init, plan, apply]) await phase(stack, surroundings);
  } catch (error) {
    await close();
    throw error;
  }
  let count = 0;
  const edited = async (edits: readonly Edit[]) => {
    count += 1;
    const undo = edits.map((edit) => change(copy.folder, edit)).reverse();
    try {
      const next = synthesized(copy, environment, join(outputs, `edited-${count}`));
      writeOverrides([next], provider, session.url);
      cpSync(join(stack.directory, stateFile), join(next.directory, stateFile));
      await init(next, surroundings);
      return next;
    } finally {
      for (const each of undo) each();
    }
  };
  return { stack, surroundings, edited, close };
}

/** Synthesizes a copy by the real command, and takes the result to a directory of its own. */
function synthesized(copy: ProjectCopy, environment: string, directory: string): RehearsedStack {
  const { code, stderr } = runCommand(["commands/synth.ts", "--environment", environment], {}, copy.folder);
  if (code !== 0) throw new Error(stderr);
  cpSync(join(copy.folder, "cdktf.out"), directory, { recursive: true });
  const [stack] = readCopy({ root: copy.folder, definitions: stacks }, [environment], directory);
  if (stack === undefined) throw new Error(`There is no stack of ${environment}.`);
  return stack;
}

/**
 * Plans an edited stack. That what was deployed is as its state says, every rehearsal sees by an empty second plan, so that
 * it is not read once more here.
 */
export function planEdited(
  stack: RehearsedStack,
  surroundings: Surroundings,
  args: readonly string[] = [],
): Promise<TerraformRun> {
  return runTerraform(stack, surroundings, ["plan", "-json", "-input=false", "-refresh=false", "-out=plan", ...args]);
}

/** Addresses of the resources of a kind that have some values. */
export function addressOf(
  { json }: RehearsedStack,
  kind: string,
  values: Readonly<Record<string, string>>,
): string | undefined {
  const [found] = Object.entries(json.resource?.[kind] ?? {}).filter(([, body]) =>
    Object.entries(values).every(([key, value]) => String(body[key]).includes(value)),
  );
  return found === undefined ? undefined : `${kind}.${found[0]}`;
}

/** Makes a change; what it gives takes it back. */
function change(folder: string, edit: Edit): () => void {
  const file = join(folder, edit.file);
  if ("renamedTo" in edit) {
    const renamed = join(folder, edit.renamedTo);
    mkdirSync(dirname(renamed), { recursive: true });
    renameSync(file, renamed);
    return () => renameSync(renamed, file);
  }
  const before = readFileSync(file, "utf8");
  if (!before.includes(edit.from)) throw new Error(`${edit.file} has no "${edit.from}".`);
  writeFileSync(
    file,
    before.replace(edit.from, () => edit.to),
  );
  return () => writeFileSync(file, before);
}
