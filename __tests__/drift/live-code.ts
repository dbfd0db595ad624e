import { build } from "esbuild";
import ts from "typescript";

/**
 * The code of a function that can run: its own files without those parts that nothing uses, packages left out.
 * Names that clash are given a number by the bundler (`metrics2`), so they are compared without it.
 */
export async function liveCode(root: string, entryPoint: string): Promise<ts.SourceFile> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entryPoint],
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    treeShaking: true,
    write: false,
    logLevel: "silent",
  });
  return parse(outputFiles[0]?.text ?? "");
}

/** Parses a text as a module. */
export function parse(text: string): ts.SourceFile {
  return ts.createSourceFile("live.mjs", text, ts.ScriptTarget.ES2023, true, ts.ScriptKind.JS);
}

/** Every node below a node, itself included. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  node.forEachChild((child) => {
    children.push(child);
  });
  for (const child of children) yield* nodesOf(child);
}

/** An identifier's name without the bundler's number; undefined for any other expression. */
export function nameOf(expression: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(expression)) return expression.name.text;
  return ts.isIdentifier(expression) ? expression.text.replace(/\d+$/, "") : undefined;
}

/** Calls of a function of that name. */
export function callsOf(root: ts.Node, name: string): readonly ts.CallExpression[] {
  return [...nodesOf(root)].filter(ts.isCallExpression).filter(({ expression }) => nameOf(expression) === name);
}

/** Names of the properties that are read from an object of that name: `metrics.StuckItems` gives `StuckItems`. */
export function propertiesOf(root: ts.Node, object: string): ReadonlySet<string> {
  const names = [...nodesOf(root)].flatMap((node) => {
    if (ts.isPropertyAccessExpression(node) && nameOf(node.expression) === object) return [node.name.text];
    if (ts.isElementAccessExpression(node) && nameOf(node.expression) === object)
      return textsOf(node.argumentExpression);
    return [];
  });
  return new Set(names);
}

/** Every string literal below a node: all that an expression such as `a ? "x" : "y"` can be. */
export function textsOf(node: ts.Node | undefined): readonly string[] {
  if (node === undefined) return [];
  return [...nodesOf(node)].filter(ts.isStringLiteralLike).map(({ text }) => text);
}

/** Keys of every object literal below a node. */
export function keysOf(node: ts.Node | undefined): readonly string[] {
  if (node === undefined) return [];
  return [...nodesOf(node)]
    .filter(ts.isObjectLiteralElementLike)
    .flatMap(({ name }) =>
      name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? [name.text] : [],
    );
}
