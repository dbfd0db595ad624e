import { readFileSync } from "node:fs";
import { join } from "node:path";
import { resourcesByKind, type StackJson } from "../modules/synthesis/synthesized-stack.ts";

/** The synthesized stacks of an output directory, by name. */
export type SynthesisOutput = Readonly<Record<string, StackJson>>;

export function readOutput(directory: string): SynthesisOutput {
  const { stacks } = JSON.parse(readFileSync(join(directory, "manifest.json"), "utf8"));
  const paths = Object.entries<{ readonly synthesizedStackPath: string }>(stacks);
  return Object.fromEntries(
    paths.map(([name, { synthesizedStackPath }]) => [
      name,
      JSON.parse(readFileSync(join(directory, synthesizedStackPath), "utf8")) as StackJson,
    ]),
  );
}

/** Number of resources by stack and kind: `{ "sentiment-dev: aws_lambda_function": 6 }`. */
export function resourceCounts(output: SynthesisOutput): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(output).flatMap(([stack, json]) =>
      resourcesByKind(json).map(([kind, count]) => [`${stack}: ${kind}`, count] as const),
    ),
  );
}

/** Where two outputs differ in the kinds of their resources or in how many there are: one line for each. */
export function countDifferences(ours: SynthesisOutput, other: SynthesisOutput): readonly string[] {
  const [expected, found] = [resourceCounts(ours), resourceCounts(other)];
  return [...new Set([...Object.keys(expected), ...Object.keys(found)])]
    .filter((kind) => expected[kind] !== found[kind])
    .map((kind) => `${kind}: ${found[kind] ?? 0} instead of ${expected[kind] ?? 0}`);
}
