import type { StackJson } from "../../modules/synthesis/synthesized-stack.ts";

/** Name of the override that is added only to destroy what a stack protects. */
export const liftFile = "rehearsal_lift_protection_override.tf.json";

/** A resource that a stack protects, and the values that take the protection away. */
export interface ProtectedResource {
  readonly kind: string;
  readonly name: string;
  readonly lift: Readonly<Record<string, unknown>>;
}

/** Everything that a stack protects from being destroyed: by Terraform, and by AWS itself. */
export function protectedResources({ resource = {} }: StackJson): readonly ProtectedResource[] {
  return Object.entries(resource).flatMap(([kind, resources]) =>
    Object.entries(resources).flatMap(([name, body]) => {
      const lift = liftOf(body);
      return Object.keys(lift).length === 0 ? [] : [{ kind, name, lift }];
    }),
  );
}

/** The override that takes these protections away. */
export function liftOverride(resources: readonly ProtectedResource[]) {
  const resource: Record<string, Record<string, unknown>> = {};
  for (const { kind, name, lift } of resources) resource[kind] = { ...resource[kind], [name]: lift };
  return { resource };
}

function liftOf(body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const lifecycle = body.lifecycle as Readonly<Record<string, unknown>> | undefined;
  return {
    ...(lifecycle?.prevent_destroy === true ? { lifecycle: { prevent_destroy: false } } : {}),
    ...(body.deletion_protection_enabled === true ? { deletion_protection_enabled: false } : {}),
    ...(body.deletion_protection === "ACTIVE" ? { deletion_protection: "INACTIVE" } : {}),
  };
}
