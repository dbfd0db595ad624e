import { type ParseArgsConfig, parseArgs } from "node:util";
import { nearest } from "../../modules/nearest.ts";

/** A command was called with arguments that it does not take. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** An option of a command. */
export interface Option {
  readonly type: "boolean" | "string";
  /** Whether it may be given more than once. Default: false. */
  readonly multiple?: boolean;
  /** One line for `--help`. */
  readonly description: string;
}

export interface Usage {
  /** How the command is called: `npm run synth -- [options]`. */
  readonly call: string;
  readonly purpose: string;
  readonly options: Readonly<Record<string, Option>>;
  /** The words that are not options, in order. Default: none. */
  readonly positionals?: readonly Positional[];
}

/** A word that is not an option. */
export interface Positional {
  /** What it is called. */
  readonly kind: string;
  /** What it may be. */
  readonly known: readonly string[];
  /** Whether it may be left out; only the last ones can be. Default: false. */
  readonly optional?: boolean;
  /** Whether more of it may follow; only the last one can. Default: false. */
  readonly repeated?: boolean;
}

export interface Arguments {
  /** Whether a boolean option was given. */
  has(option: string): boolean;
  /** Values of a text option, in the order given. */
  values(option: string): readonly string[];
  /** Words that are not options, in order. */
  readonly positionals: readonly string[];
}

const help: Option = { type: "boolean", description: "Show this help." };

/**
 * Reads the arguments of a command; where help is asked for, prints it and gives undefined.
 *
 * @throws UsageError for an unknown option or a word that is missing or too many.
 */
export function readArguments(usage: Usage, args: readonly string[]): Arguments | undefined {
  const options = { ...usage.options, help };
  const config: ParseArgsConfig = {
    args: [...args],
    options: Object.fromEntries(
      Object.entries(options).map(([name, { type, multiple = false }]) => [name, { type, multiple }]),
    ),
    allowPositionals: true,
    strict: false,
    tokens: true,
  };
  const { values, positionals, tokens = [] } = parseArgs(config);
  for (const token of tokens) if (token.kind === "option") checkOption(token, options);
  if (values.help === true) {
    console.log(helpText(usage, options));
    return undefined;
  }
  checkPositionals(usage.positionals ?? [], positionals);
  return {
    has: (option) => values[option] === true,
    values: (option) => [values[option] ?? []].flat().map(String),
    positionals,
  };
}

function checkOption(
  { name, rawName, value }: { readonly name: string; readonly rawName: string; readonly value?: string | undefined },
  options: Readonly<Record<string, Option>>,
): void {
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (option === undefined)
    throw unknown(
      "option",
      rawName,
      Object.keys(options).map((known) => `--${known}`),
    );
  if (option.type === "string" && (value === undefined || value === "")) {
    throw new UsageError(`${rawName} needs a value.`);
  }
  if (option.type === "boolean" && value !== undefined) throw new UsageError(`${rawName} takes no value.`);
}

function checkPositionals(expected: NonNullable<Usage["positionals"]>, given: readonly string[]): void {
  for (const [index, { kind, known, optional = false, repeated = false }] of expected.entries()) {
    const words = given.slice(index, repeated ? undefined : index + 1);
    if (words.length === 0 && optional) return;
    if (words.length === 0) throw new UsageError(`The ${kind} is missing. Known: ${known.join(", ")}.`);
    for (const word of words) checkKnown(kind, word, known);
    const twice = words.find((word, position) => words.indexOf(word) !== position);
    if (twice !== undefined) throw new UsageError(`The ${kind} ${twice} is named twice.`);
    if (repeated) return;
  }
  const excess = given[expected.length];
  if (excess !== undefined) throw new UsageError(`"${excess}" is one argument too many.`);
}

/** Refuses a word that is none of the known ones, and says which was probably meant. */
export function checkKnown(kind: string, word: string, known: readonly string[]): void {
  if (!known.includes(word)) throw unknown(kind, word, known);
}

function unknown(kind: string, word: string, known: readonly string[]): UsageError {
  const suggestion = nearest(word, known);
  const meant = suggestion === undefined ? "" : ` Did you mean ${suggestion}?`;
  return new UsageError(`Unknown ${kind} ${word}.${meant} Known: ${known.join(", ")}.`);
}

function helpText({ call, purpose }: Usage, options: Readonly<Record<string, Option>>): string {
  const rows = Object.entries(options).map(([name, { type, description }]) => {
    const value = type === "string" ? " <value>" : "";
    return `  ${`--${name}${value}`.padEnd(24)}${description}`;
  });
  return [purpose, "", `Usage: ${call}`, "", "Options:", ...rows].join("\n");
}
