import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Artifact } from "../packaging/artifact.ts";
import type { StackDefinition } from "./stack-definition.ts";
import type { ManifestEntry, SynthesizedStack } from "./synthesized-stack.ts";

/** Constructs found their stack wrong. The message has one line per finding. */
export class ValidationError extends Error {
  override readonly name = "ValidationError";
}

interface Manifest {
  readonly version: string;
  readonly stacks: Readonly<Record<string, ManifestEntry>>;
}

export interface Assembly {
  /** Version of cdktf, as the manifest says it. */
  readonly version: string;
  readonly stacks: readonly SynthesizedStack[];
}

/**
 * Builds the construct trees of the stacks and synthesizes them into an empty folder.
 *
 * @throws ValidationError where a construct refuses what it was given.
 */
export async function assemble(
  definitions: readonly StackDefinition[],
  artifacts: Promise<readonly Artifact[]>,
  directory: string,
): Promise<Assembly> {
  mkdirSync(directory, { recursive: true });
  const { App } = await import("cdktf");
  const app = new App({ outdir: directory });
  const available = await artifacts;
  for (const definition of definitions) await definition.addTo(app, available);
  try {
    app.synth();
  } catch (error) {
    throw asValidationError(error);
  }
  const { version, stacks } = JSON.parse(readFileSync(join(directory, "manifest.json"), "utf8")) as Manifest;
  refuseErrors(Object.values(stacks));
  return { version, stacks: definitions.map(({ name }) => read(directory, name, stacks[name])) };
}

function read(directory: string, name: string, manifestEntry: ManifestEntry | undefined): SynthesizedStack {
  if (manifestEntry === undefined) throw new Error(`No stack of the name ${name} was added to the app`);
  const text = readFileSync(join(directory, manifestEntry.synthesizedStackPath), "utf8");
  return { name, json: JSON.parse(text), text, manifestEntry };
}

/** Under the cdktf CLI, error annotations do not end the synthesis: it expects to print them from the manifest. */
function refuseErrors(entries: readonly ManifestEntry[]): void {
  const errors = entries.flatMap(({ annotations }) => annotations.filter(({ level }) => level === "@cdktf/error"));
  if (errors.length === 0) return;
  throw new ValidationError(errors.map(({ constructPath, message }) => `[${constructPath}] ${message}`).join("\n"));
}

const heading =
  /^(?:(?:App-level v|V)alidation failed with the following errors|Encountered Annotations with level "ERROR"):\n/;
const advice = /\n\s*(?:If you wish to ignore|Validations allow for|Either fix the issues above)[\s\S]*$/;

/** cdktf wraps what constructs say between a heading and the advice to look away. */
function asValidationError(error: unknown): unknown {
  if (!(error instanceof Error) || !heading.test(error.message)) return error;
  const findings = error.message.replace(heading, "").replace(advice, "");
  return new ValidationError(findings.replaceAll(/^ {2}/gm, ""));
}
