import { kindsWithData } from "../guardrails/rules/data-protection.ts";
import type { Problem } from "../problem.ts";
import type { StackDefinition } from "./stack-definition.ts";
import type { StackJson, SynthesizedStack } from "./synthesized-stack.ts";

/**
 * Holds what has data to the addresses that the stack's definition lists. Terraform protects an address: where that is not
 * in the stack any more, because a construct was renamed or moved, it plans to delete the data, and no protection that was
 * written down beside the old address keeps it from that.
 */
export function dataAddressProblems(
  definitions: readonly Pick<StackDefinition, "name" | "dataAddresses">[],
  stacks: readonly Pick<SynthesizedStack, "name" | "json">[],
): readonly Problem[] {
  return stacks.flatMap(({ name, json }) => {
    const listed = definitions.find((definition) => definition.name === name)?.dataAddresses;
    if (listed === undefined) return [];
    const found = addressesOfData(json);
    return [
      ...listed.filter((address) => !found.includes(address)).map((address) => missing(name, address)),
      ...found.filter((address) => !listed.includes(address)).map((address) => unlisted(name, address)),
    ];
  });
}

/** Addresses of what has data in a stack. */
function addressesOfData({ resource = {} }: StackJson): readonly string[] {
  return kindsWithData.flatMap((kind) => Object.keys(resource[kind] ?? {}).map((name) => `${kind}.${name}`));
}

function missing(stack: string, address: string): Problem {
  return {
    place: `stack ${stack}`,
    found: `no ${address}, so that Terraform would delete it with its data`,
    expected: "every address of data that was deployed before",
    remedy:
      "Give the construct its id and its place back. Where the data may be lost, take the address out of stacks/data-addresses.ts.",
  };
}

function unlisted(stack: string, address: string): Problem {
  return {
    place: `stack ${stack}`,
    found: `${address}, which has data and is not listed`,
    expected: "every address of data in the list",
    remedy: "Add it to stacks/data-addresses.ts.",
  };
}
