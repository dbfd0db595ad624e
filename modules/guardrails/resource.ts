import { asRecord } from "../schema/location.ts";

type Body = Readonly<Record<string, unknown>>;

/** What a rule judges: a resource of a stack, its provider, or the stack as a whole. */
export interface Subject {
  /** `aws_sqs_queue.jobs`, `provider.aws[0]` or the stack's name. */
  readonly address: string;
  /** Path in the construct tree, where CDKTF noted it. */
  readonly constructPath: string | undefined;
}

/** A resource of a synthesized stack. */
export interface Resource extends Subject {
  readonly kind: string;
  readonly name: string;
  readonly body: Body;
}

/** Blocks of a name: CDKTF writes a single one as an object, several as a list. */
export function blocks(value: unknown): readonly Body[] {
  return (Array.isArray(value) ? value : [value]).flatMap((each): readonly Body[] => {
    const body = asRecord(each);
    return body === undefined ? [] : [body];
  });
}

/** The block that may stand once; without one it is empty. */
export function block(value: unknown): Body {
  return blocks(value)[0] ?? {};
}

/** Entries of a list; a single value is a list of one. */
export function list(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** A number, also where it is written as text; `undefined` where it is none, or known only after a deployment. */
export function number(value: unknown): number | undefined {
  if (typeof value !== "number" && typeof value !== "string") return undefined;
  const parsed = value === "" ? Number.NaN : Number(value);
  return Number.isNaN(parsed) ? undefined : parsed;
}

/** A value in words: a text as it is, anything else as JSON; of a stack that somebody wrote by hand it may be anything. */
export function asText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "undefined");
}
