import type { ResourceStep } from "./terraform/events.ts";

/** From so many seconds on, the creation of a resource counts as waiting: most take one second at most. */
const waitSeconds = 5;

/** What the creation of the resources of a kind took where hardly anything but the provider's own waiting takes time. */
export interface Wait {
  readonly kind: string;
  /** Resources of the kind that took long. */
  readonly resources: number;
  /** Of the one that took longest; what does not depend on each other is created at the same time. */
  readonly longestSeconds: number;
}

/**
 * The kinds whose creation takes long, the longest first. The emulator answers at once, so that this is what the provider
 * waits by itself: for queues to be the same everywhere, for lifecycle rules to hold. A deployment to AWS has it too.
 */
export function waitsOf(steps: readonly ResourceStep[]): readonly Wait[] {
  const waits = new Map<string, Wait>();
  for (const { address, action, seconds } of steps) {
    const kind = address.slice(0, address.indexOf("."));
    if (action !== "create" || seconds < waitSeconds) continue;
    const { resources, longestSeconds } = waits.get(kind) ?? { resources: 0, longestSeconds: 0 };
    waits.set(kind, { kind, resources: resources + 1, longestSeconds: Math.max(longestSeconds, seconds) });
  }
  return [...waits.values()].sort((a, b) => b.longestSeconds - a.longestSeconds);
}
