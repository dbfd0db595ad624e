import type { StackDefinition } from "../../../modules/synthesis/stack-definition.ts";
import { grantsOf } from "../../../rehearsal/iam/grants.ts";
import { policiesOfStates } from "../../../rehearsal/iam/policies-of-states.ts";
import { emulatedAws } from "../../../rehearsal/run/emulated-aws.ts";
import type { GrantRemoval } from "../../../rehearsal/run/grant-removal.ts";
import { possibleAttempts, probeRole } from "../../../rehearsal/run/probe.ts";
import type { DeployedStack, Scenario, ScenarioResult } from "../../../rehearsal/run/scenario.ts";
import { type UsedPermissions, usedPermissions } from "../../../rehearsal/run/used-permissions.ts";
import { metricsOfCall } from "../../rig/aws-call.ts";
import type { AwsBackend } from "../aws-backend.ts";
import { findingsOfDay } from "../day-findings.ts";
import { enforcePermissions } from "../enforce-permissions.ts";
import { memoryBackend } from "../memory-backend.ts";
import { withoutEachGrant } from "../without-each-grant.ts";
import { type Invoked, type World, type WorldParts, worldOf } from "../world.ts";
import { deployedBackend } from "./deployed-backend.ts";
import { deployedContent } from "./deployed-content.ts";
import { deployedFunction } from "./deployed-function.ts";
import { type DeployedContract, readSystem } from "./deployed-system.ts";
import { deployedTriggers } from "./deployed-triggers.ts";
import { emittedMetrics, type PutMetrics } from "./emitted-metrics.ts";
import { readFilters, readStackAlarms } from "./read-watching.ts";
import { watch } from "./watch.ts";
import { watchedAlarms } from "./watched-alarms.ts";

/** Time passes as fast as on this host: the emulator is slow enough for the time-outs of calls. */
const rate = 1;

/** In an account in memory it passes twice as fast. */
const rateInMemory = 2;

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
  const probes = await probeRoles(deployed, read);
  const { outcome, findings, permissions, alarms } = await dayInEmulator(deployed, read);
  const removals = options.withoutEachGrant ? await removeGrants(deployed, read, permissions) : [];
  return {
    outcome,
    permissions,
    alarms,
    probes,
    removals,
    problems: findings.map((found) => ({
      place: `${stack.name}, run`,
      found,
      expected: "every story scored once, served, streamed and mailed, and alarms that go off in a fault alone",
      remedy: "Play the day without the deployment: npx vitest run __tests__/end-to-end/whole-system.test.ts",
    })),
  };
}

/** Lets each role try what it was not granted, in the account that was deployed into. */
async function probeRoles({ url, onProgress }: DeployedStack, { system, policies }: ReadSystem) {
  onProgress("trying what was not granted …");
  const attempts = await possibleAttempts(emulatedAws(url));
  return Promise.all(
    system.map(async ({ deployed: { role, keys } }) =>
      probeRole(role, emulatedAws(url, keys.accessKeyId), attempts, await grantsOf(role, policies)),
    ),
  );
}

/** The day in the account that was deployed into. */
async function dayInEmulator({ stack, url, onProgress }: DeployedStack, read: ReadSystem) {
  const aws = emulatedAws(url);
  const prefix = `${read.environment}-sentiment-`;
  const alarms = watchedAlarms(await readStackAlarms(aws, stack));
  const filters = await readFilters(aws, prefix);
  const permissions = enforcePermissions(read.policies, read.roleOf);
  const account = deployedBackend(url, deployedContent(read.system));
  const invocations: Invoked[] = [];
  const put: PutMetrics[] = [];
  const backend: AwsBackend = {
    ...account,
    async answer(call) {
      const answer = await account.answer(call);
      if (answer.status === 200) put.push({ at: world.clock.now(), metrics: metricsOfCall(call) });
      return answer;
    },
  };
  const onInvoked = (invoked: Invoked) => void invocations.push(invoked);
  const world = await openDeployedWorld(read, { backend, rate, refuse: permissions.refuse, onInvoked });
  try {
    onProgress("a day of news …");
    const findings = await findingsOfDay(world);
    onProgress("watching the alarms …");
    const written = (functionName: string) => world.logged(functionName).text;
    const store = () => emittedMetrics({ system: read.system, filters, invocations, put, written });
    const watched = await watch({ world, system: read.system, alarms, prefix, store });
    const grants = await permissions.granted(read.system.map(({ contract }) => contract.name));
    return {
      findings: [...(findings.length > 0 ? failuresOf(invocations) : []), ...findings, ...watched.findings],
      alarms: watched.report,
      outcome: `${read.system.length} functions, ${world.platform.attempts()} events, ${world.aws.calls.length} calls`,
      permissions: usedPermissions(grants, permissions.records),
    };
  } finally {
    await world.close();
  }
}

/** How functions failed, each once: why something is not as it must be. */
function failuresOf(invocations: readonly Invoked[]): readonly string[] {
  const failures = invocations.flatMap(({ name, failure }) =>
    failure === undefined ? [] : [`${name} failed: ${failure}`],
  );
  return [...new Set(failures)];
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
      return openDeployedWorld(read, { backend, rate: rateInMemory, refuse });
    },
    onDone({ grant: { role, action, resource } }) {
      done += 1;
      onProgress(`without ${action} on ${resource} of ${role} (${done} of ${own.length})`);
    },
  });
}

function openDeployedWorld(
  { system, environment }: ReadSystem,
  parts: Pick<WorldParts, "backend" | "rate" | "refuse" | "onInvoked">,
): Promise<World> {
  return worldOf({
    ...parts,
    triggers: deployedTriggers(system),
    tablePrefix: `${environment}-sentiment-`,
    functions: (addresses) => system.map((each) => deployedFunction(each, addresses)),
  });
}
