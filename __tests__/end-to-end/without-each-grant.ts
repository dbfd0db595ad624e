import { silentFailureMetric } from "../../lambdas/shared/contract/index.ts";
import type { DeployedPolicies } from "../../rehearsal/iam/deployed-policies.ts";
import type { Grant } from "../../rehearsal/iam/grants.ts";
import type { GrantRemoval } from "../../rehearsal/run/grant-removal.ts";
import { readOutput } from "../rig/function-output.ts";
import { findingsOfDay } from "./day-findings.ts";
import { type EnforcedPermissions, enforcePermissions } from "./enforce-permissions.ts";
import { withoutPermission } from "./without-grant.ts";
import type { World, WorldParts } from "./world.ts";

export interface WithoutEachGrantProps {
  readonly grants: readonly Grant[];
  /** Everything that is granted. */
  readonly deployed: DeployedPolicies;
  /** ARN of a function's role. */
  readonly roleOf: (functionName: string) => string;
  /** Opens a world of its own in which some calls are refused. */
  readonly open: (refuse: WorldParts["refuse"]) => Promise<World>;
  /** Told after each grant. */
  readonly onDone: (removal: GrantRemoval) => void;
}

/** Worlds that live at the same time. */
const worldsAtOnce = 2;

/** Lives through the same day once for each grant, without it. */
export async function withoutEachGrant(props: WithoutEachGrantProps): Promise<readonly GrantRemoval[]> {
  const removals = new Map<Grant, GrantRemoval>();
  const waiting = props.grants.values();
  const work = async () => {
    for (const grant of waiting) {
      const first = await withoutOne(grant, props);
      // A busy host can end a day before it came to the call.
      const removal =
        first.denial === undefined && first.noticed !== undefined ? await withoutOne(grant, props) : first;
      removals.set(grant, removal);
      props.onDone(removal);
    }
  };
  await Promise.all(Array.from({ length: worldsAtOnce }, work));
  return props.grants.flatMap((grant) => removals.get(grant) ?? []);
}

async function withoutOne(grant: Grant, { deployed, roleOf, open }: WithoutEachGrantProps): Promise<GrantRemoval> {
  const permissions = enforcePermissions(withoutPermission(deployed, grant), roleOf);
  const world = await open(permissions.refuse);
  try {
    const [failure] = await findingsOfDay(world);
    return { grant, denial: denialOf(permissions, grant), noticed: failure ?? survivedPath(world) };
  } finally {
    await world.close();
  }
}

function denialOf(permissions: EnforcedPermissions, { role, action }: Grant): GrantRemoval["denial"] {
  return permissions.denied().find((record) => record.role === role && record.action === action);
}

/** The failure path that a function recorded and survived. */
function survivedPath(world: World): string | undefined {
  const { metrics } = readOutput(world.written());
  const found = metrics.find(
    ({ name, values }) => name === silentFailureMetric.name && values.some((value) => value > 0),
  );
  return found === undefined
    ? undefined
    : `failure path ${found.dimensions.FailurePath} of ${found.dimensions.FunctionName}`;
}
