import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { StackJson } from "../../modules/synthesis/synthesized-stack.ts";
import { stateFile } from "../terraform/rehearsal-override.ts";
import type { DeployedPolicies } from "./deployed-policies.ts";
import { policiesAmong } from "./policies-of-stack.ts";
import { type AttributeValue, type ResolvedResource, resolvedResources } from "./resolved-resources.ts";

/** Terraform's state of a stack, as far as it is read here. */
interface State {
  readonly resources?: readonly {
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly attributes: Readonly<Record<string, unknown>> }[];
  }[];
}

/**
 * The policies of the stacks in a rehearsal's directory, with the values that they got when they were deployed. Each
 * question is answered by the states as they are then: stacks come and go meanwhile.
 */
export function policiesOfStates(directory: string): DeployedPolicies {
  let read: { readonly version: string; readonly policies: DeployedPolicies } | undefined;
  const now = () => {
    const version = versionOfStates(directory);
    // Functions ask hundreds of times between two changes.
    if (read?.version !== version) read = { version, policies: policiesAmong(deployedResources(directory)) };
    return read.policies;
  };
  return {
    ofRole: async (role) => now().ofRole(role),
    ofResource: async (arn) => now().ofResource(arn),
    keyOf: async (arn) => now().keyOf(arn),
  };
}

/** The files of each stack that has a state. */
function filesOf(directory: string) {
  const stacks = join(directory, "stacks");
  return readdirSync(stacks)
    .map((name) => ({ stack: join(stacks, name, "cdk.tf.json"), state: join(stacks, name, stateFile) }))
    .filter(({ state }) => existsSync(state));
}

/** Another text each time that one of the files was written. */
function versionOfStates(directory: string): string {
  return filesOf(directory)
    .flatMap(({ stack, state }) => [stack, state])
    .map((file) => {
      const { mtimeNs, size, ino } = statSync(file, { bigint: true });
      return `${file} ${mtimeNs} ${size} ${ino}`;
    })
    .join("\n");
}

function deployedResources(directory: string): readonly ResolvedResource[] {
  return filesOf(directory).flatMap(({ stack, state }) => {
    const values = valuesOfState(JSON.parse(readFileSync(state, "utf8")) as State);
    const resources = resolvedResources(JSON.parse(readFileSync(stack, "utf8")) as StackJson, values);
    return resources.filter(({ kind, id }) => values(kind, id, "id") !== undefined);
  });
}

function valuesOfState({ resources = [] }: State): AttributeValue {
  const managed = resources.filter(({ mode }) => mode === "managed");
  const bodies = new Map(managed.map(({ type, name, instances }) => [`${type}.${name}`, instances[0]?.attributes]));
  return (kind, id, attribute) => bodies.get(`${kind}.${id}`)?.[attribute];
}
