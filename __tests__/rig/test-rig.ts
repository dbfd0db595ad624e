import { onTestFinished } from "vitest";
import { functionsOf } from "../../modules/synthesis/stack-definition.ts";
import { stacks } from "../../stacks/index.ts";
import { type PackagedContract, packagedFunctions } from "./packaged-function.ts";
import { type Rig, type RigProps, startRig } from "./rig.ts";

/** The packaged functions with these names, in this order. */
export async function packaged(...names: readonly string[]): Promise<readonly PackagedContract[]> {
  const known = functionsOf(stacks);
  const functions = names.map((name) => {
    const found = known.find(({ functionName }) => functionName === name);
    if (found === undefined) throw new Error(`There is no function ${name}`);
    return found;
  });
  return packagedFunctions(process.cwd(), functions);
}

/** A rig that is gone when the test is finished. */
export async function testRig(props: Omit<RigProps, "root">): Promise<Rig> {
  const rig = await startRig({ root: process.cwd(), ...props });
  onTestFinished(() => rig.stop());
  return rig;
}
