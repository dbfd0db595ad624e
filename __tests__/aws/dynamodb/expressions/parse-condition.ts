import { typeOf, valueTypes } from "../attribute-value.ts";
import { compareScalars } from "../compare.ts";
import { type Comparator, type Condition, comparators, type Operand } from "./condition.ts";
import { pathText } from "./path.ts";
import type { Placeholders } from "./placeholders.ts";
import { type Reader, readerOf } from "./reader.ts";

/** Operators and functions of one expression (Amazon DynamoDB developer guide, quotas). */
const operatorsAtMost = 300;
const operandsOfIn = 100;

/** Types that have an order. */
const orderedTypes = ["S", "N", "B"];

/**
 * Reads a condition or filter.
 *
 * @param source name of the expression, such as `FilterExpression`.
 * @throws ServiceError where DynamoDB would refuse it.
 */
export function parseCondition(source: string, expression: string, placeholders: Placeholders): Condition {
  const reader = readerOf(source, expression, placeholders);
  const condition = readOr(reader);
  reader.expect("<EOF>");
  if (operatorCount(condition) > operatorsAtMost)
    throw reader.fail("The expression contains too many operators and functions;");
  return condition;
}

function operatorCount(condition: Condition): number {
  if (condition.kind === "and" || condition.kind === "or")
    return 1 + operatorCount(condition.left) + operatorCount(condition.right);
  return condition.kind === "not" ? 1 + operatorCount(condition.of) : 1;
}

function readOr(reader: Reader): Condition {
  let left = readAnd(reader);
  while (reader.take("OR")) left = { kind: "or", left, right: readAnd(reader) };
  return left;
}

function readAnd(reader: Reader): Condition {
  let left = readNot(reader);
  while (reader.take("AND")) left = { kind: "and", left, right: readNot(reader) };
  return left;
}

/** Conditions that stand in parentheses of their own. */
const parenthesized = new WeakSet<Condition>();

function readNot(reader: Reader): Condition {
  if (reader.take("NOT")) return { kind: "not", of: readNot(reader) };
  if (!reader.take("(")) return readTerm(reader);
  const inside = readOr(reader);
  reader.expect(")");
  if (parenthesized.has(inside)) throw reader.fail("The expression has redundant parentheses;");
  parenthesized.add(inside);
  return inside;
}

function readTerm(reader: Reader): Condition {
  if (reader.atFunction() && reader.peek().text !== "size") return readFunction(reader);
  const left = readOperand(reader);
  if (reader.take("BETWEEN")) return readBetween(reader, left);
  if (reader.take("IN")) return readIn(reader, left);
  const comparator = comparators.find((each) => reader.take(each));
  if (comparator === undefined) throw reader.fail(`Syntax error; token: "${reader.peek().text}"`);
  const right = readOperand(reader);
  requireDistinct(reader, comparator, left, right);
  if (comparator !== "=" && comparator !== "<>") requireOrdered(reader, comparator, [left, right]);
  return { kind: "compare", comparator, left, right };
}

function readOperand(reader: Reader): Operand {
  if (reader.peek().kind === "value") return { kind: "value", value: reader.value() };
  if (!reader.atFunction()) return { kind: "path", path: reader.path() };
  const name = reader.next().text;
  if (name !== "size") throw reader.fail(`The function is not allowed to be used this way; function: ${name}`);
  reader.expect("(");
  const of = readOperand(reader);
  reader.expect(")");
  return { kind: "size", of };
}

function readBetween(reader: Reader, of: Operand): Condition {
  const low = readOperand(reader);
  reader.expect("AND");
  const high = readOperand(reader);
  requireOrdered(reader, "BETWEEN", [of, low, high]);
  if (low.kind === "value" && high.kind === "value") {
    const order = compareScalars(low.value, high.value);
    if (order === undefined)
      throw reader.fail("The BETWEEN operator requires same data type for lower and upper bounds;");
    if (order > 0)
      throw reader.fail("The BETWEEN operator requires upper bound to be greater than or equal to lower bound;");
  }
  return { kind: "between", of, low, high };
}

function readIn(reader: Reader, of: Operand): Condition {
  reader.expect("(");
  const among = [readOperand(reader)];
  while (reader.take(",")) among.push(readOperand(reader));
  reader.expect(")");
  if (among.length > operandsOfIn)
    throw reader.fail(
      `Incorrect number of operands for operator or function; operator or function: IN, number of operands: ${among.length}`,
    );
  return { kind: "in", of, among };
}

/** Operands that each function takes. */
const operandCounts: Readonly<Record<string, number>> = {
  attribute_exists: 1,
  attribute_not_exists: 1,
  attribute_type: 2,
  begins_with: 2,
  contains: 2,
};

function readFunction(reader: Reader): Condition {
  const name = reader.next().text;
  const expected = operandCounts[name];
  if (expected === undefined) throw reader.fail(`Invalid function name; function: ${name}`);
  reader.expect("(");
  const operands = [readOperand(reader)];
  while (reader.take(",")) operands.push(readOperand(reader));
  reader.expect(")");
  const [of, part] = operands;
  if (of === undefined || operands.length !== expected)
    throw reader.fail(
      `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${operands.length}`,
    );
  if (part === undefined)
    return { kind: "exists", path: pathOf(reader, name, of), expected: name === "attribute_exists" };
  if (name === "attribute_type") return { kind: "type", path: pathOf(reader, name, of), type: typeName(reader, part) };
  requireDistinct(reader, name, of, part);
  if (name === "contains") return { kind: "contains", of, part };
  for (const operand of [of, part]) requireType(reader, name, operand, ["S", "B"]);
  return { kind: "begins_with", of, part };
}

function pathOf(reader: Reader, name: string, operand: Operand) {
  if (operand.kind !== "path")
    throw reader.fail(`Operator or function requires a document path; operator or function: ${name}`);
  return operand.path;
}

function typeName(reader: Reader, operand: Operand): string {
  const name = operand.kind === "value" && "S" in operand.value ? operand.value.S : undefined;
  if (name === undefined)
    throw reader.fail("Incorrect operand type for operator or function; operator or function: attribute_type");
  if (!valueTypes.has(name)) throw reader.fail(`Invalid attribute type name found; type: ${name}`);
  return name;
}

function requireDistinct(reader: Reader, operator: string, left: Operand, right: Operand): void {
  if (left.kind !== "path" || right.kind !== "path" || pathText(left.path) !== pathText(right.path)) return;
  throw reader.fail(
    `The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator}, first operand: ${pathText(left.path)}`,
  );
}

function requireOrdered(reader: Reader, operator: Comparator | "BETWEEN", operands: readonly Operand[]): void {
  for (const operand of operands) requireType(reader, operator, operand, orderedTypes);
}

function requireType(reader: Reader, operator: string, operand: Operand, allowed: readonly string[]): void {
  if (operand.kind === "value" && !allowed.includes(typeOf(operand.value)))
    throw reader.fail(
      `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${typeOf(operand.value)}`,
    );
}
