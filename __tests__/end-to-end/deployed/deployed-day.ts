import type { StackDefinition } from "../../../modules/synthesis/stack-definition.ts";
import { policiesOfStates } from "../../../rehearsal/iam/policies-of-states.ts";
import { emulatedAws } from "../../../rehearsal/run/emulated-aws.ts";
import type { DeployedStack, Scenario, ScenarioResult } from "../../../rehearsal/run/scenario.ts";
import { usedPermissions } from "../../../rehearsal/run/used-permissions.ts";
import { type EnforcedPermissions, enforcePermissions } from "../enforce-permissions.ts";
import { liveThroughNewsDay } from "../news-day.ts";
import { type World, worldOf } from "../world.ts";
import { dayFindings } from "./day-findings.ts";
import { deployedBackend } from "./deployed-backend.ts";
import { deployedFunction } from "./deployed-function.ts";
import { type DeployedContract, readSystem } from "./deployed-system.ts";
import { deployedTriggers } from "./deployed-triggers.ts";

/** How many times as fast as on this host time passes: the emulator needs much of the functions' time. */
const rate = 2;

/** Lets a day of news pass in every stack that has the functions for it. */
export function deployedDay(definitions: readonly StackDefinition[]): Scenario {
  return (deployed) => {
    const definition = definitions.find(({ name }) => name === deployed.stack.name);
    const isWhole = definition?.functions.some(({ functionName }) => functionName === "ingestion") === true;
    return definition === undefined || !isWhole ? undefined : runDay(deployed, definition);
  };
}

async function runDay(
  { stack, url, directory, onProgress }: DeployedStack,
  { functions, environment }: StackDefinition,
): Promise<ScenarioResult> {
  const contracts = functions.map(({ contract }) => contract);
  onProgress("reading the functions back …");
  const system = await readSystem(emulatedAws(url), environment, contracts);
  const roles = new Map(system.map(({ contract, deployed }) => [contract.name, deployed.role]));
  const permissions = enforcePermissions(policiesOfStates(directory), (name) => roles.get(name) ?? "");
  const world = await openDeployedWorld(url, environment, system, permissions);
  try {
    onProgress("a day of news …");
    const day = await liveThroughNewsDay(world);
    onProgress("looking at what came of it …");
    const findings = await dayFindings(world, day);
    return {
      outcome: `${system.length} functions, ${world.platform.attempts()} events, ${world.aws.calls.length} calls`,
      permissions: usedPermissions(await permissions.granted([...roles.keys()]), permissions.records),
      problems: findings.map((found) => ({
        place: `${stack.name}, run`,
        found,
        expected: "a day on which every story is scored once, served, streamed and mailed",
        remedy: "Play the same day without the deployment: npx vitest run __tests__/end-to-end/whole-system.test.ts",
      })),
    };
  } finally {
    await world.close();
  }
}

function openDeployedWorld(
  url: string,
  environment: string,
  system: readonly DeployedContract[],
  permissions: EnforcedPermissions,
): Promise<World> {
  return worldOf({
    backend: deployedBackend(url, system),
    triggers: deployedTriggers(system),
    tablePrefix: `${environment}-sentiment-`,
    rate,
    refuse: permissions.refuse,
    functions: (addresses) => system.map((each) => deployedFunction(each, addresses)),
  });
}
