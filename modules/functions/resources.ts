import type { Reach } from "../../lambdas/shared/contract/index.ts";
import { ProblemError } from "../problem.ts";

/** What a stack offers to its functions, by the name in the definition. Values may be Terraform references. */
export interface ReachableResources {
  readonly tables: Readonly<Record<string, { readonly name: string; readonly arn: string }>>;
  readonly topics: Readonly<Record<string, { readonly arn: string }>>;
  readonly secrets: Readonly<Record<string, { readonly arn: string }>>;
  readonly queues: Readonly<Record<string, { readonly arn: string }>>;
  /** URL of a function of the same stack, by the function's name in its contract. */
  readonly functionUrl: (functionName: string) => string;
  /** Key that encrypts the topics and secrets. */
  readonly keyArn: string;
}

/** Value of the environment variable that names something reached. */
export function reachedValue(place: string, reach: Reach, resources: ReachableResources): string {
  switch (reach.kind) {
    case "table":
      return offered(place, "tables", reach.table.name, resources).name;
    case "topic":
      return offered(place, "topics", reach.topic.name, resources).arn;
    case "secret":
      return offered(place, "secrets", reach.secret.name, resources).arn;
    case "function-url":
      return resources.functionUrl(reach.functionName);
  }
}

type ResourceKind = "tables" | "topics" | "secrets" | "queues";

/**
 * Looks a resource up.
 *
 * @throws ProblemError where the stack does not have it.
 */
export function offered<K extends ResourceKind>(
  place: string,
  kind: K,
  name: string,
  resources: ReachableResources,
): ReachableResources[K][string] {
  const resource = resources[kind][name];
  if (resource !== undefined) return resource as ReachableResources[K][string];
  const known = Object.keys(resources[kind]).sort();
  throw new ProblemError([
    {
      place,
      found: `${kind} "${name}"`,
      expected: known.length === 0 ? `${kind} in the stack, which has none` : `one of ${known.join(", ")}`,
      remedy: `Add it to the stack, or correct the contract.`,
    },
  ]);
}
