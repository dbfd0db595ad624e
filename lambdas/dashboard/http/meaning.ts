import * as z from "zod/mini";

/** What the description of the API says of a value beside what its schema checks. */
export interface Meaning {
  readonly description?: string;
  readonly examples?: readonly unknown[];
  /**
   * JSON Schema of what a caller sends, where the schema checks and turns it by code. It stands instead of what would be
   * derived. A list is sent as one text with commas.
   */
  readonly sent?: Readonly<Record<string, unknown>>;
}

const meanings = new WeakMap<z.core.$ZodType, Meaning>();

/** The same schema with a meaning; what it meant before stays, unless the new meaning says it too. */
export function means<S extends z.core.$ZodType>(schema: S, meaning: Meaning | string): S {
  const said = typeof meaning === "string" ? { description: meaning } : meaning;
  const copy = z.clone(schema);
  meanings.set(copy, { ...meanings.get(schema), ...said });
  return copy;
}

/** Meaning that a schema was given; undefined: none. */
export function meaningOf(schema: z.core.$ZodType): Meaning | undefined {
  return meanings.get(schema);
}
