import type { CheckedStack } from "./checked-stack.ts";
import type { Resource } from "./resource.ts";

/** Stacks of the synthesis that are deployed to the same account and region as one of them, it included, in order. */
export function sharingAccount(stack: CheckedStack): readonly CheckedStack[] {
  return stack.stacks.filter(({ accountId, region }) => accountId === stack.accountId && region === stack.region);
}

/**
 * Resources of the same kind and region that come before one: of earlier stacks of the account, and of its own. Of two
 * that collide, the later one is reported.
 */
export function earlierResources(
  resource: Resource,
  stack: CheckedStack,
): readonly { readonly resource: Resource; readonly stack: CheckedStack }[] {
  const stacks = sharingAccount(stack);
  return stacks.slice(0, stacks.indexOf(stack) + 1).flatMap((other) => {
    const all = other.of(resource.kind);
    const earlier = other === stack ? all.slice(0, all.indexOf(resource)) : all;
    return earlier
      .filter((each) => other.regionOf(each) === stack.regionOf(resource))
      .map((each) => ({ resource: each, stack: other }));
  });
}
