import type { Problem } from "../../../modules/problem.ts";
import { type DeployableStack, stateBucketOf } from "./deployable-stack.ts";

/** The lock of a state, as Terraform says who holds it. */
export interface StateLock {
  readonly id: string;
  /** User and host of the run that took it. */
  readonly who: string;
  /** UTC, with milliseconds. */
  readonly since: string;
  /** What that run does: `apply`, `plan`. */
  readonly operation: string;
}

/** Reads from Terraform's complaint which lock it could not get; undefined where it complains about something else. */
export function refusedLock(complaint: string): StateLock | undefined {
  if (!complaint.includes("Error acquiring the state lock")) return undefined;
  const said = (label: string) => new RegExp(`^ *${label}: *(\\S.*?) *$`, "m").exec(complaint)?.[1];
  const id = said("ID");
  if (id === undefined) return undefined;
  return {
    id,
    who: said("Who") ?? "somebody",
    since: instantOf(said("Created") ?? ""),
    operation: (said("Operation") ?? "run").replace(/^OperationType/, "").toLowerCase(),
  };
}

/** What a user is told who finds a state locked. The lock of a state on this machine ends with its process. */
export function lockProblem({ id, who, since, operation }: StateLock, stack: DeployableStack): Problem {
  const unlock = `Where it is gone (killed, its machine lost), remove its lock: cd ${stack.directory} && terraform force-unlock -force ${id}`;
  return {
    place: `state of ${stack.name}`,
    found: `a lock that ${who} took at ${since} for ${operation}`,
    expected: "no other run on the same state",
    remedy: [
      "While that run is alive, wait for its end.",
      ...(stateBucketOf(stack) === undefined ? [] : [unlock]),
    ].join(" "),
  };
}

/** Go prints `2026-11-21 19:10:00.123456789 +0000 UTC`. */
function instantOf(created: string): string {
  const [, date, time] = /^(\S+) (\d\d:\d\d:\d\d(?:\.\d{1,3})?)/.exec(created) ?? [];
  const instant = new Date(`${date}T${time}Z`);
  return Number.isNaN(instant.getTime()) ? "a time that it does not say" : instant.toISOString();
}
