/**
 * The AWS provider that every stack deploys with. The bindings are frozen at 6.25 and would ask for exactly that version.
 * 6.29 is the first that carries both newer attributes (see modules/functions/newer-attributes.ts) without known faults;
 * the full source lets OpenTofu read it.
 */
export const providerRequirement = { source: "hashicorp/aws", version: "~> 6.29" } as const;
