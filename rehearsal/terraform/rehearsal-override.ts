import { type Problem, refuseProblems } from "../../modules/problem.ts";
import { olderProviderOverride } from "../../modules/schema/older-provider.ts";
import type { StackJson } from "../../modules/synthesis/synthesized-stack.ts";
import { requireLoopback } from "../loopback-guard.ts";
import { rehearsalKeys } from "../rehearsal-keys.ts";
import { endpointKeysOf } from "./endpoint-keys.ts";
import type { Provider } from "./provider.ts";

/** Name of the file beside the copy of cdk.tf.json; Terraform merges what it says into the stack. */
export const overrideFile = "rehearsal_override.tf.json";

/** Where the state of a rehearsed stack is, relative to its directory. */
export const stateFile = "rehearsal.tfstate";

/**
 * What makes a copy of a stack fit for a rehearsal: every service's address is on this host, the keys are none that AWS
 * knows, the state stays beside the copy, and an older provider meets nothing that it does not know. Because it stands in
 * the file, it also holds for Terraform when people run it in the copy by hand.
 *
 * @throws ProblemError where the address is not on this host, or the stack has a kind whose services are not known.
 */
export function rehearsalOverride(stack: StackJson, provider: Provider, endpointUrl: string) {
  const address = requireLoopback(endpointUrl);
  const endpoints = Object.fromEntries(endpointKeys(stack).map((key) => [key, address]));
  const older = provider.older ? olderProviderOverride(stack, provider.version) : undefined;
  return {
    ...older,
    terraform: { ...older?.terraform, backend: { local: { path: stateFile } } },
    provider: {
      aws: providersOf(stack).map(({ alias }) => ({
        ...(alias === undefined ? {} : { alias }),
        access_key: rehearsalKeys.accessKeyId,
        secret_key: rehearsalKeys.secretAccessKey,
        endpoints: [endpoints],
      })),
    },
  };
}

interface ProviderBlock {
  readonly alias?: string;
  readonly allowed_account_ids?: readonly string[];
}

/** Configurations of the AWS provider in a stack: the default one, and those with an alias. */
export function providersOf(stack: StackJson): readonly ProviderBlock[] {
  const { aws = [] } = (stack.provider ?? {}) as { readonly aws?: ProviderBlock | readonly ProviderBlock[] };
  return [aws].flat();
}

/** Services that a stack calls, as the provider names them, in the order of the alphabet. */
export function endpointKeys(stack: StackJson): readonly string[] {
  const { resource = {}, data = {} } = stack as StackJson & { readonly data?: Readonly<Record<string, unknown>> };
  const kinds = [...new Set([...Object.keys(resource), ...Object.keys(data)])].filter((kind) =>
    kind.startsWith("aws_"),
  );
  refuseProblems(kinds.filter((kind) => endpointKeysOf(kind) === undefined).map(unknownKind));
  // The provider asks for its own account before anything else.
  return [...new Set(["sts", ...kinds.flatMap((kind) => endpointKeysOf(kind) ?? [])])].sort();
}

function unknownKind(kind: string): Problem {
  return {
    place: `rehearsal of ${kind}`,
    found: "a kind whose services are not known, so that its calls could leave this host",
    expected: "its services, as the provider's endpoints block names them",
    remedy: "Add them in rehearsal/terraform/endpoint-keys.ts.",
  };
}
