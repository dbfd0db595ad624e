import type { StackDefinition } from "../../../modules/synthesis/stack-definition.ts";
import { policiesOfStates } from "../../../rehearsal/iam/policies-of-states.ts";
import { emulatedAws } from "../../../rehearsal/run/emulated-aws.ts";
import type { GrantRemoval } from "../../../rehearsal/run/grant-removal.ts";
import type { DeployedStack, Scenario, ScenarioResult } from "../../../rehearsal/run/scenario.ts";
import { type UsedPermissions, usedPermissions } from "../../../rehearsal/run/used-permissions.ts";
import type { AwsBackend } from "../aws-backend.ts";
import { dayFindings } from "../day-findings.ts";
import { enforcePermissions } from "../enforce-permissions.ts";
import { memoryBackend } from "../memory-backend.ts";
import { liveThroughNewsDay } from "../news-day.ts";
import { withoutEachGrant } from "../without-each-grant.ts";
import { type World, type WorldParts, worldOf } from "../world.ts";
import { deployedBackend } from "./deployed-backend.ts";
import { deployedContent } from "./deployed-content.ts";
import { deployedFunction } from "./deployed-function.ts";
import { type DeployedContract, readSystem } from "./deployed-system.ts";
import { deployedTriggers } from "./deployed-triggers.ts";

/** How many times as fast as on this host time passes: no time-out may end a call on a busy host. */
const rate = 2;

export interface DeployedDayOptions {
  /** Whether the day is also lived through without each grant, one after the other. */
  readonly withoutEachGrant: boolean;
}

/** Lets a day of news pass in every stack that has the functions for it. */
export function deployedDay(definitions: readonly StackDefinition[], options: DeployedDayOptions): Scenario {
  return (deployed) => {
    const definition = definitions.find(({ name }) => name === deployed.stack.name);
    const isWhole = definition?.functions.some(({ functionName }) => functionName === "ingestion") === true;
    return definition === undefined || !isWhole ? undefined : runDay(deployed, definition, options);
  };
}

/** A system that was read back, with all that decides on its permissions. */
interface ReadSystem {
  readonly system: readonly DeployedContract[];
  readonly environment: string;
  readonly policies: ReturnType<typeof policiesOfStates>;
  readonly roleOf: (functionName: string) => string;
}

async function runDay(
  deployed: DeployedStack,
  { functions, environment }: StackDefinition,
  options: DeployedDayOptions,
): Promise<ScenarioResult> {
  const { stack, url, directory, onProgress } = deployed;
  onProgress("reading the functions back …");
  const contracts = functions.map(({ contract }) => contract);
  const system = await readSystem(emulatedAws(url), environment, contracts);
  const roles = new Map(system.map(({ contract, deployed: { role } }) => [contract.name, role]));
  const read: ReadSystem = {
    system,
    environment,
    policies: policiesOfStates(directory),
    roleOf: (functionName) => roles.get(functionName) ?? "",
  };
  const { outcome, findings, permissions } = await dayInEmulator(deployed, read);
  const removals = options.withoutEachGrant ? await removeGrants(deployed, read, permissions) : [];
  return {
    outcome,
    permissions,
    removals,
    problems: findings.map((found) => ({
      place: `${stack.name}, run`,
      found,
      expected: "a day on which every story is scored once, served, streamed and mailed",
      remedy: "Play the same day without the deployment: npx vitest run __tests__/end-to-end/whole-system.test.ts",
    })),
  };
}

/** The day in the account that was deployed into. */
async function dayInEmulator({ url, onProgress }: DeployedStack, read: ReadSystem) {
  const permissions = enforcePermissions(read.policies, read.roleOf);
  const backend = deployedBackend(url, deployedContent(read.system));
  const world = await openDeployedWorld(read, { backend, rate, refuse: permissions.refuse });
  try {
    onProgress("a day of news …");
    const day = await liveThroughNewsDay(world);
    onProgress("looking at what came of it …");
    const findings = await dayFindings(world, day);
    const grants = await permissions.granted(read.system.map(({ contract }) => contract.name));
    return {
      findings,
      outcome: `${read.system.length} functions, ${world.platform.attempts()} events, ${world.aws.calls.length} calls`,
      permissions: usedPermissions(grants, permissions.records),
    };
  } finally {
    await world.close();
  }
}

/** The day in an account in memory, with what was deployed, once without each grant that functions use themselves. */
async function removeGrants(
  { onProgress }: DeployedStack,
  read: ReadSystem,
  { grants }: UsedPermissions,
): Promise<readonly GrantRemoval[]> {
  const own = grants.filter(({ leftTo }) => leftTo === undefined);
  let done = 0;
  return withoutEachGrant({
    grants: own,
    deployed: read.policies,
    roleOf: read.roleOf,
    async open(refuse) {
      const backend: AwsBackend = await memoryBackend(deployedContent(read.system));
      return openDeployedWorld(read, { backend, rate, refuse });
    },
    onDone({ grant: { role, action, resource } }) {
      done += 1;
      onProgress(`without ${action} on ${resource} of ${role} (${done} of ${own.length})`);
    },
  });
}

function openDeployedWorld(
  { system, environment }: ReadSystem,
  parts: Pick<WorldParts, "backend" | "rate" | "refuse">,
): Promise<World> {
  return worldOf({
    ...parts,
    triggers: deployedTriggers(system),
    tablePrefix: `${environment}-sentiment-`,
    functions: (addresses) => system.map((each) => deployedFunction(each, addresses)),
  });
}
