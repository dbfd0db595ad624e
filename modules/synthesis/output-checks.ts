import type { Artifact } from "../packaging/artifact.ts";
import type { Problem } from "../problem.ts";
import { checkAgainstSchema } from "../schema/check-against-schema.ts";
import type { SynthesizedStack } from "./synthesized-stack.ts";

/** Finds what is wrong with a stack's JSON before it is published. */
export type OutputCheck = (stack: SynthesizedStack, artifacts: readonly Artifact[]) => readonly Problem[];

/** Every check that a stack's JSON passes before it is published. */
export const outputChecks: readonly OutputCheck[] = [artifactsExist, fitsSchema];

const artifactReference = /artifacts\/([^"/\\]+\.zip)/g;

/** File names of the artifacts that a stack's JSON refers to. */
export function referencedArtifacts(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(artifactReference)].map(([, fileName = ""]) => fileName));
}

/** A reference to a zip that is not packaged would fail only when it is uploaded. */
function artifactsExist({ name, text }: SynthesizedStack, artifacts: readonly Artifact[]): readonly Problem[] {
  const packaged = new Set(artifacts.map(({ fileName }) => fileName));
  return [...referencedArtifacts(text)]
    .filter((fileName) => !packaged.has(fileName))
    .map((fileName) => ({
      place: `stack ${name}`,
      found: `a reference to the artifact ${fileName}`,
      expected: packaged.size === 0 ? "no artifact" : `one of ${[...packaged].join(", ")}`,
      remedy: "Refer to artifacts by the file name that packaging gives them.",
    }));
}

function fitsSchema({ name, json }: SynthesizedStack): readonly Problem[] {
  return checkAgainstSchema(name, json);
}
