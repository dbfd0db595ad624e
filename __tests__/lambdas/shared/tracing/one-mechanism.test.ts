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
  /** Identifiers and texts of the calls that write a line of a log, by whatever means. */
  readonly logged: readonly string[];
}

const sources = readdirSync("lambdas", { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .map((path) => read(join("lambdas", path)));

function read(path: string): Source {
  const words: string[] = [];
  const logged: string[] = [];
  const made: string[] = [];
  const givenGenerators: string[] = [];
  const visit = (node: ts.Node, isLogged: boolean): void => {
    if (isWord(node)) (isLogged ? [words, logged] : [words]).forEach((list) => void list.push(node.text));
    if (ts.isNewExpression(node)) made.push(nameOf(node.expression));
    if (ts.isCallExpression(node) && node.arguments.some(isGenerator)) givenGenerators.push(nameOf(node.expression));
    const logs = ts.isCallExpression(node) && /^(logger|console|process\.std(out|err))\./.test(nameOf(node.expression));
    ts.forEachChild(node, (child) => visit(child, isLogged || logs));
  };
  visit(ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest), false);
  return { path, words, made, givenGenerators, logged };
}

function isWord(node: ts.Node): node is ts.Identifier | ts.LiteralLikeNode {
  return ts.isIdentifier(node) || ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || isRestOfTemplate(node);
}

function isRestOfTemplate(node: ts.Node): node is ts.LiteralLikeNode {
  return ts.isTemplateMiddle(node) || ts.isTemplateTail(node);
}

function isGenerator(node: ts.Expression): boolean {
  return ts.isFunctionExpression(node) && node.asteriskToken !== undefined;
}

function nameOf(node: ts.Expression): string {
  if (ts.isPropertyAccessExpression(node)) return `${nameOf(node.expression)}.${node.name.text}`;
  return ts.isIdentifier(node) ? node.text : "";
}

/** Sources with a word that matches. */
function saying(pattern: RegExp): readonly string[] {
  return sources.flatMap(({ path, words }) =>
    words.filter((word) => pattern.test(word)).map((word) => `${path}: ${word}`),
  );
}

/** What matches of the words that are written to logs: names of fields, values and texts. */
function logging(pattern: RegExp): readonly string[] {
  return sources.flatMap(({ path, logged }) =>
    logged.filter((word) => pattern.test(word)).map((word) => `${path}: ${word}`),
  );
}

describe("traces are the one way to follow a request", () => {
  it("what is looked through are all functions, with what they log", () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.flatMap(({ logged }) => logged)).toEqual(
      expect.arrayContaining(["error_type", "news ingested", " was not given back"]),
    );
  });

  it("FR-011 FR-024 SC-006: nothing makes or passes on ids of correlation", () => {
    expect(saying(/correlation/i)).toEqual([]);
  });

  it("FR-011 FR-021 SC-009: no line of a log has an id beside its trace, but for the one of an article", () => {
    const ids = logging(/(^|[^a-z])(id|uuid)s?$|I[dD]s?$|UUID/);

    expect(ids.filter((id) => !id.endsWith(": source_id"))).toEqual([]);
    expect(ids).not.toEqual([]);
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
