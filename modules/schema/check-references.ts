import type { Problem } from "../problem.ts";
import { addressOf } from "./declarations.ts";
import { expressionsIn, hasExpression, type Reference, referencesOfExpression } from "./expressions.ts";
import { asRecord, at, atIndex, knownNames, type Location, placeText, shown } from "./location.ts";
import type { AttributeType, BlockSchema, ProviderSchema } from "./provider-schema.ts";

/** What the references of a stack can point at. */
export interface Targets {
  readonly addresses: ReadonlySet<string>;
  /** Addresses of what Terraform makes several of, by `count` or `for_each`. */
  readonly repeated: ReadonlySet<string>;
  readonly variables: readonly string[];
  readonly locals: readonly string[];
  readonly modules: readonly string[];
  readonly schema: ProviderSchema;
  /** Attributes that exist beside the schema, by kind. */
  readonly beside: Readonly<Record<string, readonly string[]>>;
}

/** Checks what every text below a value refers to, and that no token was left unresolved. */
export function referenceProblems(value: unknown, targets: Targets, location: Location): readonly Problem[] {
  if (typeof value === "string") return isPlain(value) ? [] : textProblems(value, targets, location);
  if (typeof value === "number") return value < smallestNumberToken ? [unresolvedToken(value, location)] : [];
  if (Array.isArray(value))
    return value.flatMap((item, index) => referenceProblems(item, targets, atIndex(location, index)));
  return Object.entries(asRecord(value) ?? {}).flatMap(([key, item]) => {
    // Most texts are plain: for them no location needs to be made.
    if (key === "//" || (typeof item === "string" && isPlain(item) && isPlain(key))) return [];
    const here = at(location, key);
    return [...referenceProblems(item, targets, here), ...(isPlain(key) ? [] : textProblems(key, targets, here))];
  });
}

/** CDKTF stands in for numbers that are not known yet with values of this size. */
const smallestNumberToken = -1e280;

function isPlain(text: string): boolean {
  return !hasExpression(text) && !isToken(text);
}

function isToken(text: string): boolean {
  return text.includes("Token[TOKEN.");
}

function unresolvedToken(value: unknown, location: Location): Problem {
  return {
    place: placeText(location),
    found: `a token of CDKTF, ${shown(value)}`,
    expected: "the value or the Terraform expression that it stands for",
    remedy: "Pass the token on as it is: it was cut, joined or counted with.",
  };
}

function textProblems(text: string, targets: Targets, location: Location): readonly Problem[] {
  if (isToken(text)) return [unresolvedToken(text, location)];
  return expressionsIn(text)
    .flatMap((code) => [
      ...(isPolicyVariable(code) ? [policyVariable(code)] : []),
      ...referencesOfExpression(code).flatMap((reference) => problemOf(reference, targets) ?? []),
    ])
    .map((finding) => ({ place: placeText(location), ...finding }));
}

/** IAM and Terraform write their variables alike; `aws:username` is no expression of Terraform. */
function isPolicyVariable(code: string): boolean {
  return /^\s*[a-z][\w-]*:[\w/-]+\s*$/i.test(code);
}

function policyVariable(code: string): Finding {
  return {
    found: `"\${${code}}", which Terraform takes for an expression and cannot read`,
    expected: `"$\${${code}}" for a variable of an IAM policy`,
    remedy: "Write the dollar sign twice.",
  };
}

type Finding = Omit<Problem, "place">;

function problemOf(reference: Reference, targets: Targets): Finding | undefined {
  const { section, name, text } = reference;
  switch (section) {
    case "var":
      return undeclared(text, name, "variable", targets.variables);
    case "local":
      return undeclared(text, name, "local value", targets.locals);
    case "module":
      return undeclared(text, name, "module", targets.modules);
    default:
      return resourceProblem(reference, section, targets);
  }
}

function undeclared(text: string, name: string, what: string, known: readonly string[]): Finding | undefined {
  if (known.includes(name)) return undefined;
  return {
    found: `"${text}", a ${what} that the stack does not have`,
    expected: knownNames(name, known),
    remedy: "Declare it, or correct the reference.",
  };
}

function resourceProblem(
  { kind, name, steps, text }: Reference,
  section: "resource" | "data",
  { addresses, repeated, schema, beside }: Targets,
): Finding | undefined {
  const address = addressOf(section, kind, name);
  if (!addresses.has(address)) {
    const anyOfKind = addressOf(section, kind, "");
    const sameKind = [...addresses].filter((known) => known.startsWith(anyOfKind));
    return {
      found: `"${text}", a ${section === "data" ? "data source" : "resource"} that the stack does not have`,
      expected: sameKind.length === 0 ? `${anyOfKind}*, of which the stack has none` : knownNames(address, sameKind),
      remedy: "Declare it, or correct the reference. Stacks do not see each other's resources.",
    };
  }
  if (steps[0] === "[]" && !repeated.has(address)) {
    return {
      found: `"${text}", an element of ${address}`,
      expected: `${address} itself: it has neither "count" nor "for_each"`,
      remedy: "Remove the index.",
    };
  }
  const block = schema[section][kind];
  const path = steps[0] === "[]" ? steps.slice(1) : steps;
  if (block === undefined || (path[0] !== undefined && beside[kind]?.includes(path[0]))) return undefined;
  const unknown = unknownStep({ block }, path);
  if (unknown === undefined) return undefined;
  return {
    found: `"${text}", where ${address} has no "${unknown.step}"`,
    expected: knownNames(unknown.step, unknown.known),
    remedy: "Correct the reference.",
  };
}

/** What a reference has reached so far. */
type Reached = { readonly block: BlockSchema } | { readonly blocks: BlockSchema } | { readonly type: AttributeType };

interface UnknownStep {
  readonly step: string;
  readonly known: readonly string[];
}

/** The first step that leads nowhere. */
function unknownStep(reached: Reached, path: readonly string[]): UnknownStep | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return undefined;
  const next = "type" in reached ? typeStep(reached.type, step) : blockStep(reached, step);
  if (next === "anything") return undefined;
  return "known" in next ? { step, known: next.known } : unknownStep(next, rest);
}

type Next = Reached | "anything" | { readonly known: readonly string[] };

function blockStep(reached: { readonly block: BlockSchema } | { readonly blocks: BlockSchema }, step: string): Next {
  if ("blocks" in reached) return step === "[]" ? { block: reached.blocks } : { known: ["[0]"] };
  const { required, optional, computed, blocks } = reached.block;
  const type = required[step] ?? optional[step] ?? computed[step];
  if (type !== undefined) return { type };
  const nested = blocks[step];
  if (nested !== undefined) return nested.nesting === "single" ? { block: nested.block } : { blocks: nested.block };
  return { known: [required, optional, computed, blocks].flatMap((group) => Object.keys(group)) };
}

function typeStep(type: AttributeType, step: string): Next {
  if (type === "dynamic") return "anything";
  if (typeof type === "string") return { known: [] };
  if (type[0] === "object") {
    const member = type[1][step];
    return member === undefined ? { known: Object.keys(type[1]) } : { type: member };
  }
  if (type[0] === "map") return { type: type[1] };
  return step === "[]" ? { type: type[1] } : { known: ["[0]"] };
}
