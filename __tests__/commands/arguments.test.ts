import { expect, it, vi } from "vitest";
import { readArguments, type Usage, UsageError } from "../../commands/parts/arguments.ts";

const usage: Usage = {
  call: "npm run paint -- <colour> [--coats <value>] [--dry]",
  purpose: "Paints.",
  options: {
    coats: { type: "string", multiple: true, description: "How often." },
    dry: { type: "boolean", description: "Only pretend." },
  },
  positionals: [{ kind: "colour", known: ["red", "green"] }],
};

it("reads options before, between and after words", () => {
  const args = readArguments(usage, ["--coats", "2", "red", "--coats=3", "--dry"]);

  expect(args?.positionals).toEqual(["red"]);
  expect(args?.values("coats")).toEqual(["2", "3"]);
  expect(args?.has("dry")).toBe(true);
});

it("takes a word that may be left out, and does without it", () => {
  const optional = { ...usage, positionals: [{ kind: "colour", known: ["red"], optional: true }] };

  expect(readArguments(optional, ["red"])?.positionals).toEqual(["red"]);
  expect(readArguments(optional, [])?.positionals).toEqual([]);
  expect(() => readArguments(optional, ["blue"])).toThrow("Unknown colour blue.");
});

it("takes a word that may be repeated, each once", () => {
  const repeated = { ...usage, positionals: [{ kind: "colour", known: ["red", "green"], repeated: true }] };

  expect(readArguments(repeated, ["green", "red"])?.positionals).toEqual(["green", "red"]);
  expect(() => readArguments(repeated, [])).toThrow("The colour is missing.");
  expect(() => readArguments(repeated, ["red", "gren"])).toThrow("Unknown colour gren. Did you mean green?");
  expect(() => readArguments(repeated, ["red", "red"])).toThrow("The colour red is named twice.");
});

it("has no values of an option that is not given", () => {
  const args = readArguments(usage, ["green"]);

  expect(args?.values("coats")).toEqual([]);
  expect(args?.has("dry")).toBe(false);
});

it.each<[string, readonly string[], string]>([
  [
    "a misspelt option",
    ["red", "--coast", "2"],
    "Unknown option --coast. Did you mean --coats? Known: --coats, --dry, --help.",
  ],
  [
    "an option like none that is known",
    ["red", "--environment"],
    "Unknown option --environment. Known: --coats, --dry, --help.",
  ],
  [
    "a name that every object has",
    ["red", "--constructor"],
    "Unknown option --constructor. Known: --coats, --dry, --help.",
  ],
  ["a short option", ["red", "-d"], "Unknown option -d. Known: --coats, --dry, --help."],
  ["an option without its value", ["red", "--coats"], "--coats needs a value."],
  ["an option with an empty value", ["red", "--coats="], "--coats needs a value."],
  ["a switch with a value", ["red", "--dry=no"], "--dry takes no value."],
  ["a missing word", [], "The colour is missing. Known: red, green."],
  ["a misspelt word", ["gren"], "Unknown colour gren. Did you mean green? Known: red, green."],
  ["one word too many", ["red", "green"], '"green" is one argument too many.'],
])("refuses %s", (_, args, message) => {
  const read = () => readArguments(usage, args);

  expect(read).toThrow(new UsageError(message));
});

it("prints help instead, whatever else is missing", () => {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});

  const args = readArguments(usage, ["--help"]);

  const printed = log.mock.calls.flat().join("\n");
  log.mockRestore();
  expect(args).toBeUndefined();
  expect(printed).toBe(`Paints.

Usage: npm run paint -- <colour> [--coats <value>] [--dry]

Options:
  --coats <value>         How often.
  --dry                   Only pretend.
  --help                  Show this help.`);
});
