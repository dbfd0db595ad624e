import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import { packageFunctions } from "../../modules/packaging/package-functions.ts";
import type { DeployedFunction } from "../../modules/synthesis/stack-definition.ts";

export interface PackagedContract {
  readonly contract: LambdaContract;
  /** The bytes that would be deployed. */
  readonly zip: Buffer;
}

/** Packages functions exactly as a synthesis does. What has not changed comes from the cache. */
export async function packagedFunctions(
  root: string,
  functions: readonly DeployedFunction[],
): Promise<readonly PackagedContract[]> {
  const packaged = await packageFunctions({ root, requests: functions });
  return functions.map(({ contract, functionName }) => {
    const found = packaged.find(({ artifact }) => artifact.functionName === functionName);
    if (found === undefined) throw new Error(`${functionName} was not packaged`);
    return { contract, zip: Buffer.from(found.zip) };
  });
}
