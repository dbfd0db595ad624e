import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** Names of the tests and groups in a source, as it has them; one for each row of a table that is written out. */
export function testNames(source: string): readonly string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    const [name] = ts.isCallExpression(node) ? node.arguments : [];
    if (ts.isCallExpression(node) && name !== undefined && ts.isStringLiteralLike(name) && isTest(node.expression)) {
      names.push(...namesOfRows(name.text, node.expression));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("test.ts", source, ts.ScriptTarget.Latest));
  return names;
}

/** Paths of the test files below a folder, sorted. */
export function testFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".test.ts"))
    .map((path) => join(folder, path))
    .sort();
}

/** Path and names of every test file below a folder whose text matches a pattern. */
export function namedTests(
  folder: string,
  pattern: RegExp,
): readonly { readonly file: string; readonly name: string }[] {
  return testFiles(folder).flatMap((file) => {
    const source = readFileSync(file, "utf8");
    return pattern.test(source) ? testNames(source).map((name) => ({ file, name })) : [];
  });
}

/** `it`, `describe`, and what comes of them: `it.each([])`. */
function isTest(callee: ts.Expression): boolean {
  if (ts.isCallExpression(callee) || ts.isPropertyAccessExpression(callee)) return isTest(callee.expression);
  return ts.isIdentifier(callee) && ["it", "describe"].includes(callee.text);
}

/** A name with the first text of each row in place of its first `%s`. */
function namesOfRows(name: string, callee: ts.Expression): readonly string[] {
  const [table] = ts.isCallExpression(callee) ? callee.arguments : [];
  if (!name.includes("%s") || table === undefined || !ts.isArrayLiteralExpression(table)) return [name];
  const texts = table.elements.flatMap((row) => {
    const [first] = ts.isArrayLiteralExpression(row) ? row.elements : [row];
    return first !== undefined && ts.isStringLiteralLike(first) ? [first.text] : [];
  });
  return texts.length === 0 ? [name] : texts.map((text) => name.replace("%s", () => text));
}
