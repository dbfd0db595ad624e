/** Entry of a stack in the manifest that the cdktf CLI reads. Paths are relative to the output directory. */
export interface ManifestEntry {
  readonly name: string;
  readonly synthesizedStackPath: string;
  readonly annotations: readonly Annotation[];
  readonly [key: string]: unknown;
}

/** A remark that a construct made while it was synthesized. */
export interface Annotation {
  readonly constructPath: string;
  readonly level: "@cdktf/info" | "@cdktf/warn" | "@cdktf/error";
  readonly message: string;
}

/** Terraform's JSON of a stack, as far as it is read here. */
export interface StackJson {
  readonly terraform?: { readonly backend?: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
  /** By kind, then by name. */
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly [key: string]: unknown;
}

/** A stack that was synthesized and is not published yet. */
export interface SynthesizedStack {
  readonly name: string;
  readonly json: StackJson;
  /** The bytes of its `cdk.tf.json`. */
  readonly text: string;
  readonly manifestEntry: ManifestEntry;
}

/** Number of resources by kind, in the order of their names. */
export function resourcesByKind({ resource = {} }: StackJson): readonly (readonly [kind: string, count: number])[] {
  return Object.entries(resource)
    .map(([kind, resources]) => [kind, Object.keys(resources).length] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
