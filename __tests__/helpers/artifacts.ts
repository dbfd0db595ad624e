import { createHash } from "node:crypto";
import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import type { Artifact } from "../../modules/packaging/artifact.ts";

/** Artifacts of functions, as packaging would hand them over; the zips are not there. */
export function artifactsOf(contracts: readonly LambdaContract[]): readonly Artifact[] {
  return contracts.map(({ name }) => {
    const digest = createHash("sha256").update(name);
    const sha256 = digest.copy().digest("hex");
    return {
      functionName: name,
      fileName: `${name}-${sha256.slice(0, 16)}.zip`,
      sha256,
      sha256Base64: digest.digest("base64"),
      bytes: 1000,
    };
  });
}
