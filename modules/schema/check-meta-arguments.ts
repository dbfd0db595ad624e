import type { Problem } from "../problem.ts";
import { providerNames } from "./check-sections.ts";
import { asRecord, at, knownNames, type Location, placeText, shown } from "./location.ts";
import type { BlockSchema } from "./provider-schema.ts";

const shared = ["count", "depends_on", "for_each", "lifecycle", "provider"] as const;

/** Keys that Terraform itself reads in a resource or data source. */
export function metaArguments(section: "resource" | "data"): readonly string[] {
  return section === "data" ? shared : [...shared, "connection", "provisioner"];
}

export interface MetaContext {
  /** Absent where the kind is unknown. */
  readonly block: BlockSchema | undefined;
  readonly stack: Readonly<Record<string, unknown>>;
  readonly addresses: ReadonlySet<string>;
  readonly location: Location;
}

/** Checks what a resource depends on, its provider and its lifecycle. */
export function metaProblems(body: Readonly<Record<string, unknown>>, context: MetaContext): readonly Problem[] {
  return [...dependencyProblems(body, context), ...aliasProblems(body, context), ...lifecycleProblems(body, context)];
}

function dependencyProblems(
  { depends_on: dependencies }: Readonly<Record<string, unknown>>,
  { addresses, location }: MetaContext,
): readonly Problem[] {
  return listOf(dependencies)
    .filter((address) => !String(address).startsWith("module.") && !addresses.has(String(address)))
    .map((address) => ({
      place: placeText(at(location, "depends_on")),
      found: shown(address),
      expected: "the address of a resource of the stack",
      remedy: "Declare it, or remove the dependency.",
    }));
}

function aliasProblems(
  { provider }: Readonly<Record<string, unknown>>,
  { stack, location }: MetaContext,
): readonly Problem[] {
  const known = providerNames(stack);
  if (provider === undefined || provider === null || known.includes(String(provider))) return [];
  return [
    {
      place: placeText(at(location, "provider")),
      found: shown(provider),
      expected: knownNames(String(provider), known),
      remedy: "Declare the provider in the stack, or correct its name.",
    },
  ];
}

const lifecycleKeys = [
  "create_before_destroy",
  "ignore_changes",
  "postcondition",
  "precondition",
  "prevent_destroy",
  "replace_triggered_by",
];

function lifecycleProblems(
  { lifecycle }: Readonly<Record<string, unknown>>,
  { block, location }: MetaContext,
): readonly Problem[] {
  const settings = asRecord(lifecycle) ?? {};
  const here = at(location, "lifecycle");
  const unknown = Object.keys(settings)
    .filter((key) => !lifecycleKeys.includes(key))
    .map((key) => ({
      place: placeText(here),
      found: `unknown key "${key}"`,
      expected: knownNames(key, lifecycleKeys),
      remedy: "Correct or remove it.",
    }));
  return [...unknown, ...ignoredProblems(settings.ignore_changes, block, at(here, "ignore_changes"))];
}

function ignoredProblems(ignored: unknown, block: BlockSchema | undefined, here: Location): readonly Problem[] {
  if (block === undefined || ignored === "all") return [];
  const known = [block.required, block.optional, block.computed, block.blocks].flatMap((group) => Object.keys(group));
  return listOf(ignored)
    .map((entry) => String(entry).split(/[.[]/)[0] ?? "")
    .filter((name) => !known.includes(name))
    .map((name) => ({
      place: placeText(here),
      found: `unknown attribute "${name}"`,
      expected: knownNames(name, known),
      remedy: "Correct or remove it: nothing is ignored as it stands.",
    }));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
