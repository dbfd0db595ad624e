import { guardrailProblems, type StackToGuard } from "../../../modules/guardrails/check-guardrails.ts";
import type { Problem } from "../../../modules/problem.ts";
import type { StackJson } from "../../../modules/synthesis/synthesized-stack.ts";
import { soundStack, workerContract, zipContent } from "./sound-stack.ts";

/** Changes of a stack: objects are merged, `undefined` takes a key away, everything else replaces what is there. */
export type Change = { readonly [key: string]: unknown };

/** The sound stack with other or more resources. */
export function stackWith(resource: Change, others: Change = {}): StackJson {
  return merged(soundStack, { resource, ...others }) as StackJson;
}

function merged(value: unknown, change: unknown): unknown {
  if (!isObject(value) || !isObject(change)) return change;
  const entries = Object.entries(change).map(([key, inner]) => [key, merged(value[key], inner)] as const);
  return Object.fromEntries(
    Object.entries({ ...value, ...Object.fromEntries(entries) }).filter(([, each]) => each !== undefined),
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A stack called `jobs`, of production. */
export function guarded(json: StackJson, more: Partial<StackToGuard> = {}): StackToGuard {
  return { name: "jobs", json, production: true, contracts: [workerContract], exceptions: [], ...more };
}

/** A stack of another environment of the same account, which comes first. */
export function otherStack(resource: Change, others: Change = {}): StackToGuard {
  const json = { provider: soundStack.provider, resource, ...others } as StackJson;
  return guarded(json, { name: "other", production: false, contracts: [] });
}

/** What is wrong with stacks, by the id of the rule that says it. */
export function problemsByRule(...stacks: readonly StackToGuard[]): ReadonlyMap<string, readonly Problem[]> {
  const found = new Map<string, readonly Problem[]>();
  for (const problem of guardrailProblems(stacks, zipContent)) {
    const [, rule = "none"] = /\(guardrail ([\w-]+)\)$/.exec(problem.remedy) ?? [];
    found.set(rule, [...(found.get(rule) ?? []), problem]);
  }
  return found;
}
