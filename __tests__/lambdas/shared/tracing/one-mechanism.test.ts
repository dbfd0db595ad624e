import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

/** What a source of the functions says, without its comments. */
interface Source {
  readonly path: string;
  /** Identifiers and texts. */
  readonly words: readonly string[];
  /** Names of the classes that it makes objects of. */
  readonly made: readonly string[];
  /** Calls that are given a generator. */
  readonly givenGenerators: readonly string[];
  /** Names of the fields that calls of the logger write out. */
  readonly logFields: readonly string[];
}

const sources = readdirSync("lambdas", { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .map((path) => read(join("lambdas", path)));

function read(path: string): Source {
  const words: string[] = [];
  const logFields: string[] = [];
  const made: string[] = [];
  const givenGenerators: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isStringLiteralLike(node)) words.push(node.text);
    if (ts.isNewExpression(node)) made.push(nameOf(node.expression));
    if (ts.isCallExpression(node) && node.arguments.some(isGenerator)) givenGenerators.push(nameOf(node.expression));
    if (ts.isCallExpression(node) && /^logger\.\w+$/.test(nameOf(node.expression))) {
      for (const argument of node.arguments)
        if (ts.isObjectLiteralExpression(argument)) logFields.push(...keys(argument));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest));
  return { path, words, made, givenGenerators, logFields };
}

function isGenerator(node: ts.Expression): boolean {
  return ts.isFunctionExpression(node) && node.asteriskToken !== undefined;
}

function nameOf(node: ts.Expression): string {
  if (ts.isPropertyAccessExpression(node)) return `${nameOf(node.expression)}.${node.name.text}`;
  return ts.isIdentifier(node) ? node.text : "";
}

function keys(literal: ts.ObjectLiteralExpression): readonly string[] {
  return literal.properties.flatMap(({ name }) => (name !== undefined && ts.isIdentifier(name) ? [name.text] : []));
}

/** Sources with a word that matches. */
function saying(pattern: RegExp): readonly string[] {
  return sources.flatMap(({ path, words }) =>
    words.filter((word) => pattern.test(word)).map((word) => `${path}: ${word}`),
  );
}

/** Sources with a log field that matches. */
function logging(pattern: RegExp): readonly string[] {
  return sources.flatMap(({ path, logFields }) =>
    logFields.filter((field) => pattern.test(field)).map((field) => `${path}: ${field}`),
  );
}

describe("traces are the one way to follow a request", () => {
  it("what is looked through are all functions, with what they log", () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.flatMap(({ logFields }) => logFields)).toContain("error_type");
  });

  it("FR-011 FR-024 SC-006: nothing makes or passes on ids of correlation", () => {
    expect(saying(/correlation/i)).toEqual([]);
  });

  it("FR-021 SC-009: no field of a log identifies a request or an invocation beside its trace", () => {
    expect(logging(/^(request|invocation|session|connection|span|trace|message|event)_?id$/i)).toEqual([]);
  });

  it("FR-022 SC-009: latencies stand in spans and metrics, and nothing logs them", () => {
    const loggers = sources.filter(({ path }) => /latency[^/]*log|log[^/]*latency/i.test(path));

    expect(loggers).toEqual([]);
    expect(logging(/latency/i)).toEqual([]);
  });

  it("FR-023 SC-009: nothing logs what a cache did", () => {
    const loggers = sources.filter(({ path }) => /cache[^/]*log|log[^/]*cache/i.test(path));

    expect(loggers).toEqual([]);
    expect(logging(/cache/i)).toEqual([]);
  });

  it("FR-030 SC-012: one tracer and one provider are made, each in its one place", () => {
    const makers = sources.flatMap(({ path, made }) =>
      made.flatMap((name) => (/^(Tracer|NodeTracerProvider)$/.test(name) ? [path] : [])),
    );

    expect(makers.sort()).toEqual(["lambdas/shared/tracing/span-delivery.ts", "lambdas/shared/tracing/x-ray.ts"]);
    expect(saying(/^capture(AWS\w*|HTTPsGlobal|Promise|FetchGlobal)$/)).toEqual([
      "lambdas/shared/tracing/x-ray.ts: captureAWSv3Client",
    ]);
  });

  it("FR-031: no generator is handed to what measures it", () => {
    expect(sources.flatMap(({ givenGenerators }) => givenGenerators)).toEqual([]);
  });

  it("FR-037: contexts are carried by the runtime's own storage: none is managed, watched or set for good", () => {
    expect(saying(/manualmode|manual_mode|ContextManager|createHook|enterWith/i)).toEqual([]);
    expect(sources.filter(({ made }) => made.includes("AsyncLocalStorage")).map(({ path }) => path)).toEqual([
      "lambdas/shared/tracing/begun-work.ts",
      "lambdas/shared/tracing/x-ray-context.ts",
    ]);
  });
});
