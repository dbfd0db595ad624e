/** A test or group of tests, by its name in the source. */
export interface NamedTest {
  /** Path of its file. */
  readonly file: string;
  readonly name: string;
}

/** Where ids of requirements stand. */
export interface RequirementSources {
  /** Alarms and composites, with the ids that ask for them. */
  readonly alarms: readonly { readonly id: string; readonly requirements: readonly string[] }[];
  readonly guardrails: readonly { readonly id: string; readonly requirements: readonly string[] }[];
  readonly tests: readonly NamedTest[];
}

/** A requirement, with everything that carries its id. */
export interface Requirement {
  readonly id: string;
  /** Ids of alarms. */
  readonly alarms: readonly string[];
  /** Ids of rules. */
  readonly guardrails: readonly string[];
  readonly tests: readonly NamedTest[];
}

/** Ids as records and names of tests carry them: functional requirements, success criteria, defects of the first system. */
export const requirementPattern = /\b(?:(?:FR|SC)-\d{3}|D[1-9]\d?)\b/;

const order = ["FR", "SC", "D"];

/** Every requirement whose id stands somewhere, in the order of their ids. */
export function requirementsIn({ alarms, guardrails, tests }: RequirementSources): readonly Requirement[] {
  const byId = new Map<string, { alarms: Set<string>; guardrails: Set<string>; tests: Set<NamedTest> }>();
  const entry = (id: string) => {
    const found = byId.get(id) ?? { alarms: new Set(), guardrails: new Set(), tests: new Set() };
    byId.set(id, found);
    return found;
  };
  for (const alarm of alarms) for (const id of idsIn(alarm.requirements.join(" "))) entry(id).alarms.add(alarm.id);
  for (const rule of guardrails) for (const id of idsIn(rule.requirements.join(" "))) entry(id).guardrails.add(rule.id);
  for (const test of tests) for (const id of idsIn(test.name)) entry(id).tests.add(test);
  return [...byId]
    .map(([id, found]) => ({
      id,
      alarms: [...found.alarms].sort(),
      guardrails: [...found.guardrails].sort(),
      tests: [...found.tests],
    }))
    .sort((a, b) => placeOf(a.id) - placeOf(b.id));
}

/** Ids of requirements in a text, each once. */
export function idsIn(text: string): readonly string[] {
  return [...new Set(text.match(new RegExp(requirementPattern, "g")) ?? [])];
}

function placeOf(id: string): number {
  const [prefix = ""] = /^[A-Z]+/.exec(id) ?? [];
  return order.indexOf(prefix) * 1000 + Number(id.replace(/^\D+/, ""));
}
