import { z } from "zod";
import { nearest } from "../modules/nearest.ts";
import type { Problem } from "../modules/problem.ts";
import { keyPath, valueAt } from "./key-path.ts";

type Issue = z.core.$ZodIssue;

/** What the schema found in an environment file, worded for the person who wrote it. */
export function issueProblems(
  issues: readonly Issue[],
  candidate: unknown,
  schema: z.ZodType,
  file: string,
): readonly Problem[] {
  const misspelt = misspeltKeys(issues, schema);
  return issues.flatMap((issue) => {
    // Said once, where it was misspelt.
    if (misspelt.has(keyPath(issue.path)) && valueAt(candidate, issue.path) === undefined) return [];
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => unknownKey(key, issue.path, knownKeys(schema, issue.path), file));
    if (issue.code === "invalid_union") {
      const meant = meantForm(issue);
      if (meant !== undefined) return issueProblems(meant, candidate, schema, file);
    }
    return [wrongValue(issue, candidate, file)];
  });
}

/** Paths of the keys that unknown keys are meant to be. */
function misspeltKeys(issues: readonly Issue[], schema: z.ZodType): ReadonlySet<string> {
  const unknown = issues.filter((issue) => issue.code === "unrecognized_keys");
  return new Set(
    unknown.flatMap(({ keys, path }) =>
      keys.flatMap((key) => {
        const meant = nearest(key, knownKeys(schema, path));
        return meant === undefined ? [] : [keyPath([...path, meant])];
      }),
    ),
  );
}

function wrongValue(issue: Issue, candidate: unknown, file: string): Problem {
  const value = valueAt(candidate, issue.path);
  return {
    place: issue.path.length === 0 ? file : `${file}, ${keyPath(issue.path)}`,
    found: value === undefined ? "nothing" : JSON.stringify(value),
    expected: issue.message,
    remedy: `${value === undefined ? "Add it" : "Correct it"}; environments/schema.ts says what it means.`,
  };
}

function unknownKey(key: string, path: readonly PropertyKey[], known: readonly string[], file: string): Problem {
  const suggestion = nearest(key, known);
  return {
    place: `${file}, ${keyPath([...path, key])}`,
    found: "an unknown key",
    expected: suggestion === undefined ? `one of ${known.join(", ")}` : `"${suggestion}"`,
    remedy: "Rename or remove it.",
  };
}

/** Of a value that can have several forms: the issues of the one form that it has in part, an object's. */
function meantForm({ errors, path }: Extract<Issue, { code: "invalid_union" }>): readonly Issue[] | undefined {
  const started = errors.filter((issues) => issues.some(({ code }) => code === "unrecognized_keys"));
  return started.length === 1
    ? started[0]?.map((issue) => ({ ...issue, path: [...path, ...issue.path] }) as Issue)
    : undefined;
}

/** Keys of the object at a path; of a value with several forms, those of all. */
function knownKeys(schema: unknown, path: readonly PropertyKey[]): readonly string[] {
  const [key, ...rest] = path;
  if (schema instanceof z.ZodUnion) return [...new Set(schema.options.flatMap((form) => knownKeys(form, path)))];
  if (schema instanceof z.ZodArray) return knownKeys(schema.element, rest);
  if (schema instanceof z.ZodRecord) return knownKeys(schema.valueType, rest);
  if (!(schema instanceof z.ZodObject)) return [];
  return key === undefined ? Object.keys(schema.shape) : knownKeys(schema.shape[String(key)], rest);
}

const typeNames: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  int: "a whole number",
  number: "a number",
  object: "an object",
  record: "an object",
  string: "a text",
};

/** What the schema expects, where it does not say so in words of its own. */
export function expectation(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return typeNames[String(issue.expected)];
    case "invalid_value":
      return oneOf(issue.values as readonly unknown[]);
    case "invalid_union":
      return issue.options === undefined ? undefined : oneOf(issue.options as readonly unknown[]);
    case "too_small":
      return bound(issue.inclusive === false ? "more than" : "at least", issue.minimum, issue.origin);
    case "too_big":
      return bound(issue.inclusive === false ? "less than" : "at most", issue.maximum, issue.origin);
    default:
      return undefined;
  }
}

function oneOf(values: readonly unknown[]): string {
  const texts = values.map((value) => JSON.stringify(value));
  return texts.length === 1 ? (texts[0] ?? "") : `one of ${texts.join(", ")}`;
}

function bound(words: string, limit: unknown, origin: unknown): string {
  const unit = origin === "array" ? (limit === 1 ? " entry" : " entries") : "";
  return `${words} ${String(limit)}${unit}`;
}
