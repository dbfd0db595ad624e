import { type AttributeValue, membersOf, typeOf } from "../attribute-value.ts";
import { conflict, overlap, type Path, pathText } from "./path.ts";
import type { Placeholders } from "./placeholders.ts";
import { type Reader, readerOf } from "./reader.ts";

/** What SET writes. */
export type Operand =
  | { readonly kind: "path"; readonly path: Path }
  | { readonly kind: "value"; readonly value: AttributeValue }
  | { readonly kind: "if_not_exists"; readonly path: Path; readonly otherwise: Operand }
  | { readonly kind: "list_append" | "+" | "-"; readonly left: Operand; readonly right: Operand };

/** One change of an item, its placeholders resolved. */
export type Action =
  | { readonly kind: "SET"; readonly path: Path; readonly operand: Operand }
  | { readonly kind: "REMOVE"; readonly path: Path }
  | { readonly kind: "ADD" | "DELETE"; readonly path: Path; readonly value: AttributeValue };

const clauses = ["SET", "REMOVE", "ADD", "DELETE"] as const;
const source = "UpdateExpression";

/**
 * Reads an update.
 *
 * @throws ServiceError where DynamoDB would refuse it.
 */
export function parseUpdate(expression: string, placeholders: Placeholders): readonly Action[] {
  const reader = readerOf(source, expression, placeholders);
  const actions: Action[] = [];
  const seen = new Set<string>();
  while (reader.peek().kind !== "end") {
    const clause = clauses.find((each) => reader.take(each));
    if (clause === undefined) throw reader.fail(`Syntax error; token: "${reader.peek().text}"`);
    if (seen.has(clause)) throw reader.fail(`The "${clause}" section can only be used once in an update expression;`);
    seen.add(clause);
    do actions.push(readAction(reader, clause));
    while (reader.take(","));
  }
  requireSeparate(reader, actions);
  return actions;
}

function requireSeparate(reader: Reader, actions: readonly Action[]): void {
  for (const [index, { path }] of actions.entries())
    for (const { path: other } of actions.slice(index + 1)) {
      const relation = overlap(path, other) ? "overlap" : conflict(path, other) ? "conflict" : undefined;
      if (relation !== undefined)
        throw reader.fail(
          `Two document paths ${relation} with each other; must remove or rewrite one of these paths; path one: ${pathText(path)}, path two: ${pathText(other)}`,
        );
    }
}

function readAction(reader: Reader, clause: (typeof clauses)[number]): Action {
  const path = reader.path();
  if (clause === "REMOVE") return { kind: clause, path };
  if (clause === "SET") {
    reader.expect("=");
    return { kind: clause, path, operand: readSum(reader) };
  }
  const value = reader.value();
  const isAllowed = membersOf(value) !== undefined || (clause === "ADD" && "N" in value);
  if (!isAllowed)
    throw reader.fail(
      `Incorrect operand type for operator or function; operator: ${clause}, operand type: ${typeOf(value)}`,
    );
  return { kind: clause, path, value };
}

function readSum(reader: Reader): Operand {
  const left = readOperand(reader);
  const kind = (["+", "-"] as const).find((each) => reader.take(each));
  if (kind === undefined) return left;
  const right = readOperand(reader);
  for (const operand of [left, right]) requireType(reader, kind, operand, "N");
  return { kind, left, right };
}

function readOperand(reader: Reader): Operand {
  if (reader.peek().kind === "value") return { kind: "value", value: reader.value() };
  if (reader.take("(")) {
    const inside = readSum(reader);
    reader.expect(")");
    return inside;
  }
  return reader.atFunction() ? readFunction(reader) : { kind: "path", path: reader.path() };
}

function readFunction(reader: Reader): Operand {
  const name = reader.next().text;
  if (name !== "if_not_exists" && name !== "list_append") throw reader.fail(`Invalid function name; function: ${name}`);
  reader.expect("(");
  const left = readOperand(reader);
  reader.expect(",");
  const right = readOperand(reader);
  reader.expect(")");
  if (name === "list_append") {
    for (const operand of [left, right]) requireType(reader, name, operand, "L");
    return { kind: name, left, right };
  }
  if (left.kind !== "path")
    throw reader.fail(`Operator or function requires a document path; operator or function: ${name}`);
  return { kind: name, path: left.path, otherwise: right };
}

function requireType(reader: Reader, operator: string, operand: Operand, type: string): void {
  if (operand.kind === "value" && typeOf(operand.value) !== type)
    throw reader.fail(
      `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${typeOf(operand.value)}`,
    );
}
