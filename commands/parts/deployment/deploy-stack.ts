import { ProblemError } from "../../../modules/problem.ts";
import type { DeployableStack } from "./deployable-stack.ts";
import { lacksStateBucket } from "./explain-failure.ts";
import {
  beginLocalState,
  endLocalState,
  isFirstDeploymentUnfinished,
  makesItsOwnBucket,
  removeLocalState,
} from "./first-deployment.ts";
import { requireStatus, runStep } from "./terraform-step.ts";

export interface DeployProps {
  /** Whether the state moves to where the stack has it now. */
  readonly migrateState: boolean;
  /** Asked once there is a plan with changes. */
  readonly approve: (stackName: string) => Promise<boolean>;
  /** Asks Terraform to stop in good order. */
  readonly signal: AbortSignal;
}

/** Where the state is while Terraform works on it. */
type StatePlace = "as the stack says" | "here until the bucket exists";

/** Moves a state to where the stack has it now, without asking: the command was told so. */
const moved = ["-migrate-state", "-force-copy"] as const;

const nothingChanges = 0;
const somethingChanges = 2;

/**
 * Plans a stack, asks, and carries out exactly what was shown.
 *
 * @throws ProblemError where Terraform fails or nobody approves.
 */
export async function deployStack(stack: DeployableStack, props: DeployProps): Promise<void> {
  const { approve, signal } = props;
  try {
    const place = await openState(stack, props);
    if ((await planStack(stack, signal)) === somethingChanges) {
      if (!(await approve(stack.name))) throw new ProblemError([notApproved(stack)]);
      const applied = await runStep(stack, ["apply", "plan"], signal);
      await requireStatus(applied, [0], stack, "apply", signal);
    }
    if (place === "here until the bucket exists") await moveStateIntoBucket(stack, signal);
  } finally {
    endLocalState(stack);
  }
}

/**
 * Shows what a deployment would change.
 *
 * @throws ProblemError where Terraform fails.
 */
export async function diffStack(stack: DeployableStack, signal: AbortSignal): Promise<void> {
  try {
    await openState(stack, { migrateState: false, signal });
    await planStack(stack, signal);
  } finally {
    endLocalState(stack);
  }
}

async function planStack(stack: DeployableStack, signal: AbortSignal): Promise<number | null> {
  const planned = await runStep(stack, ["plan", "-detailed-exitcode", "-out=plan"], signal);
  await requireStatus(planned, [nothingChanges, somethingChanges], stack, "plan", signal);
  return planned.status;
}

/** Opens the state; a stack that makes the bucket for it begins without. */
async function openState(
  stack: DeployableStack,
  { migrateState, signal }: Pick<DeployProps, "migrateState" | "signal">,
): Promise<StatePlace> {
  if (!makesItsOwnBucket(stack)) {
    const opened = await runStep(stack, ["init", ...(migrateState ? moved : [])], signal);
    await requireStatus(opened, [0], stack, "init", signal);
    return "as the stack says";
  }
  // No other place is ever right, whatever an interrupted first deployment has left.
  const opened = isFirstDeploymentUnfinished(stack)
    ? undefined
    : await runStep(stack, ["init", "-reconfigure"], signal);
  if (opened !== undefined && !lacksStateBucket(opened.stderr)) {
    await requireStatus(opened, [0], stack, "init", signal);
    return "as the stack says";
  }
  console.log(`\nThere is no bucket for the state of ${stack.name} yet: it stays here until the stack has made it.\n`);
  beginLocalState(stack);
  await requireStatus(await runStep(stack, ["init", "-reconfigure"], signal), [0], stack, "init", signal);
  return "here until the bucket exists";
}

async function moveStateIntoBucket(stack: DeployableStack, signal: AbortSignal): Promise<void> {
  endLocalState(stack);
  const inBucket = await runStep(stack, ["init", ...moved], signal);
  await requireStatus(inBucket, [0], stack, "init", signal);
  removeLocalState(stack);
}

function notApproved({ name }: DeployableStack) {
  return { place: name, found: "no approval", expected: "yes", remedy: "Nothing was changed." };
}
