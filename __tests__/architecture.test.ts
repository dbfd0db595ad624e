import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

const sources = [
  "main.ts",
  ...filesBelow("stacks"),
  ...filesBelow("modules"),
  ...filesBelow("lambdas"),
  ...filesBelow("environments"),
  ...filesBelow("commands"),
  ...filesBelow("rehearsal"),
];

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => join(folder, path))
    .sort();
}

interface Import {
  readonly from: string;
  /** Path of a project file, or name of a package. */
  readonly to: string;
}

/** An import or export of something in the formatter's style, or an import on demand. */
const importPattern = /^(?:(?:import|export|\}).* from |import |.*\bimport\()"([^"]+)"/gm;

function importsOf(file: string): readonly Import[] {
  return [...readFileSync(file, "utf8").matchAll(importPattern)].map(([, name = ""]) => ({
    from: file,
    to: name.startsWith(".") ? normalize(join(dirname(file), name)) : name,
  }));
}

const imports = sources.flatMap(importsOf);

/** Imports that leave a folder for one that it must not know. */
function forbidden(from: RegExp, to: RegExp, except = /^$/): readonly string[] {
  return imports
    .filter((each) => from.test(each.from) && to.test(each.to) && !except.test(each.to))
    .map((each) => `${each.from} imports ${each.to}`);
}

describe("arrows point one way: main, stacks, modules, contracts and data model, handlers", () => {
  it.each([
    [
      "a handler knows no module, stack, environment or command",
      /^lambdas\//,
      /^(modules|stacks|environments|commands)\//,
      /^$/,
    ],
    ["a handler knows no other function", /^lambdas\/(?!shared\/)/, /^lambdas\/(?!shared\/)/, /^$/],
    ["what handlers share knows no function", /^lambdas\/shared\//, /^lambdas\/(?!shared\/)/, /^$/],
    [
      "a module knows of the functions only what a contract is",
      /^modules\//,
      /^lambdas\//,
      /^lambdas\/shared\/contract\//,
    ],
    [
      "a module knows no stack, environment or command",
      /^modules\//,
      /^(stacks|environments|commands)\/|^main\.ts$/,
      /^$/,
    ],
    ["a stack knows no command", /^stacks\//, /^commands\/|^main\.ts$/, /^$/],
    [
      "a stack knows contracts and the data model, never a handler",
      /^stacks\//,
      /^lambdas\//,
      /\/contract\.ts$|^lambdas\/shared\/(contract|sentiment)\//,
    ],
    ["nothing that is deployed knows the rehearsal", /^(lambdas|modules|stacks|environments)\//, /^rehearsal\//, /^$/],
    ["the rehearsal knows no stack, function or command", /^rehearsal\//, /^(stacks|lambdas|commands)\//, /^$/],
    ["an environment knows neither stacks nor functions", /^environments\//, /^(stacks|lambdas|commands)\//, /^$/],
    [
      "a contract imports neither construct nor SDK nor handler",
      /\/contract\.ts$|\/shared\/contract\//,
      /^(?!lambdas\/shared\/(contract|sentiment)\/)/,
      /^$/,
    ],
  ])("%s", (_, from, to, except) => {
    const found = forbidden(from, to, except).filter((line) => !sameFunction(line));

    expect(found).toEqual([]);
  });

  it("FR-029: only the tracing folder knows a tracing library", () => {
    expect(
      forbidden(/^(?!lambdas\/shared\/tracing\/)/, /^(aws-xray-sdk|@opentelemetry\/|@aws-lambda-powertools\/tracer)/),
    ).toEqual([]);
  });

  it("only the shared AWS helpers send commands", () => {
    expect(forbidden(/^lambdas\/(?!shared\/(aws|metrics|tracing)\/)/, /^@aws-sdk\//)).toEqual([]);
  });

  it("a function's contract goes to what binds it alone, because its zip has only a part of the contract", () => {
    const uses = sources
      .filter((file) => /^lambdas\/(?!shared\/)/.test(file))
      .flatMap((file) => usesOfContract(readFileSync(file, "utf8")).map((use) => `${file}: ${use}`));

    expect(uses.length).toBeGreaterThanOrEqual(6);
    expect(uses.filter((use) => !/: (lambda|streamingLambda)\($/.test(use))).toEqual([]);
  });

  it("finds the imports that it judges", () => {
    expect(imports.length).toBeGreaterThan(100);
    expect(imports).toContainEqual({ from: "lambdas/metrics/handler.ts", to: "lambdas/metrics/contract.ts" });
  });
});

/** What stands before each mention of the contract that a file imports as a value, up to a bracket or a blank. */
function usesOfContract(source: string): readonly string[] {
  const [statement, name, alias] = /import \{ (\w+)(?: as (\w+))? \} from "\.\/contract\.ts";/.exec(source) ?? [];
  if (statement === undefined) return [];
  const mentions = source.replace(statement, "").matchAll(new RegExp(`(\\S*)\\b${alias ?? name}\\b`, "g"));
  return [...mentions].map(([, before = ""]) => before);
}

/** A file of a function may import the other files of the same function. */
function sameFunction(line: string): boolean {
  const [from, to] = line.split(" imports ").map((path) => path.split("/").slice(0, 2).join("/"));
  return from === to && from !== "lambdas/shared";
}
