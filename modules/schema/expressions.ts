/** A reference of an expression to something declared elsewhere: `aws_sqs_queue.jobs.arn`. */
export interface Reference {
  readonly text: string;
  readonly section: "resource" | "data" | "var" | "local" | "module";
  /** Kind of a resource or data source; empty for the other sections. */
  readonly kind: string;
  readonly name: string;
  /** What follows the name: attribute names, and `[]` for every index. */
  readonly steps: readonly string[];
}

/** Every reference in the `${…}` and `%{…}` parts of a text. */
export function referencesIn(text: string): readonly Reference[] {
  return expressionsIn(text).flatMap(referencesOfExpression);
}

/** Whether a text has any expression; cheap. */
export function hasExpression(text: string): boolean {
  return text.includes("${") || text.includes("%{");
}

const traversal =
  /(?<![\w.-])(?:(data)\.)?((?:[a-z][a-z0-9]*_[a-z0-9_]+)|var|local|module)\.([A-Za-z_][\w-]*)((?:\.(?:[A-Za-z_][\w-]*|\d+|\*)|\[[^[\]]*\])*)/g;

/** Every reference of one expression. */
export function referencesOfExpression(expression: string): readonly Reference[] {
  return [...expression.matchAll(traversal)].flatMap(([text, data, root = "", name = "", trail = ""]) => [
    referenceOf(text, data !== undefined, root, name, trail),
    ...[...trail.matchAll(/\[([^[\]]*)\]/g)].flatMap(([, index = ""]) => referencesOfExpression(index)),
  ]);
}

function referenceOf(text: string, data: boolean, root: string, name: string, trail: string): Reference {
  const steps = [...trail.matchAll(/\[[^[\]]*\]|\.([\w*-]+)/g)].map(([, step]) =>
    step === undefined || /^(\d+|\*)$/.test(step) ? "[]" : step,
  );
  const shared = { text, name, steps };
  if (root === "var" || root === "local" || root === "module") return { ...shared, section: root, kind: "" };
  return { ...shared, section: data ? "data" : "resource", kind: root };
}

/**
 * The code of every template sequence in a text. Quoted texts inside of the code are emptied, what they interpolate is
 * given as expressions of its own.
 */
export function expressionsIn(text: string): readonly string[] {
  const found: string[] = [];
  readTemplate(text, 0, false, found);
  return found;
}

/** What ends a stretch of literal text: an escape, the start of a template sequence. */
const literalEnd = /\$\$\{|%%\{|[$%]\{/g;

/** The same inside of a quoted text, which can end. */
const quotedEnd = /\$\$\{|%%\{|[$%]\{|\\.?|"/gs;

/** Reads literal text up to its end, or up to the closing quote. Gives the position behind it. */
function readTemplate(text: string, start: number, quoted: boolean, found: string[]): number {
  const end = quoted ? quotedEnd : literalEnd;
  let position = start;
  while (position < text.length) {
    end.lastIndex = position;
    const match = end.exec(text);
    if (match === null) return text.length;
    const [mark] = match;
    position = match.index + mark.length;
    if (mark === '"') return position;
    if (mark === "${" || mark === "%{") position = readCode(text, position, found);
  }
  return position;
}

/** Reads code up to the brace that closes its sequence. Gives the position behind it. */
function readCode(text: string, start: number, found: string[]): number {
  let code = "";
  let depth = 0;
  let position = start;
  while (position < text.length) {
    const character = text[position] ?? "";
    position += 1;
    if (character === '"') {
      position = readTemplate(text, position, true, found);
      code += '""';
      continue;
    }
    if (character === "}" && depth === 0) break;
    if (character === "{") depth += 1;
    if (character === "}") depth -= 1;
    code += character;
  }
  found.push(code);
  return position;
}

/** Whether a text is nothing but one expression, so that its value can have any type. */
export function isWholeExpression(text: string): boolean {
  return text.startsWith("${") && readCode(text, 2, []) === text.length;
}
