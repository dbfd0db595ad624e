/**
 * A system: a set of functions that are deployed together and share a naming scheme.
 *
 * `name` becomes the middle part of every resource name (`{environment}-{name}-{resource}`),
 * `metricNamespace` the root of every custom CloudWatch namespace.
 */
export interface System {
  readonly name: string;
  readonly metricNamespace: string;
}

/** Full CloudWatch namespace of a metric: the system's root, or a branch below it. */
export function metricNamespace(system: System, branch: string | undefined): string {
  return branch === undefined ? system.metricNamespace : `${system.metricNamespace}/${branch}`;
}

/** Branch that holds what every system reports about its own health. */
export const reliabilityBranch = "Reliability";
