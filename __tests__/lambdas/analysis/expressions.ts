type Attributes = Record<string, unknown>;

/** An expression with what its placeholders stand for, as a request carries it. */
interface Placeholders {
  readonly ExpressionAttributeNames: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues: Readonly<Record<string, unknown>>;
}

/** The part of an update request that is looked at. */
export interface Update extends Placeholders {
  readonly TableName: string;
  readonly Key: Readonly<Record<string, string>>;
  readonly UpdateExpression: string;
  readonly ConditionExpression: string;
}

/** Refuses names that stand bare in an expression, and placeholders that are missing or unused, as DynamoDB does. */
export function checkPlaceholders(expressions: readonly string[], given: readonly string[]): void {
  const text = expressions.join(" ");
  const used = new Set(text.match(/[#:]\w+/g) ?? []);
  const unused = given.filter((placeholder) => !used.has(placeholder));
  const missing = [...used].filter((placeholder) => !given.includes(placeholder));
  const bare = text
    .replaceAll(/[#:]\w+/g, "")
    .match(/\b(?!(?:SET|ADD|REMOVE|AND|OR|attribute_not_exists)\b)[a-z]\w*/gi);
  if (unused.length > 0 || missing.length > 0 || bare !== null)
    throw new Error(`ValidationException: unused ${unused}, missing ${missing}, bare ${bare}`);
}

/** Whether a condition holds for a row: `=`, `<` and `attribute_not_exists`, joined by AND, and these by OR. */
export function holds(condition: string, placeholders: Placeholders, row: Attributes | undefined): boolean {
  const terms = condition.split(" OR ").map((alternative) => alternative.split(" AND "));
  return terms.some((alternative) => alternative.every((term) => holdsOne(term, placeholders, row)));
}

function holdsOne(term: string, placeholders: Placeholders, row: Attributes | undefined): boolean {
  const absent = /^attribute_not_exists\((.+)\)$/.exec(term)?.[1];
  if (absent !== undefined) return valueAt(row, absent, placeholders) === undefined;
  const [path = "", operator, value = ""] = term.split(" ");
  const [left, right] = [valueAt(row, path, placeholders), placeholders.ExpressionAttributeValues[value]];
  if (operator === "=") return left === right;
  if (operator === "<") return Number(left) < Number(right);
  throw new Error(`Unknown condition ${term}`);
}

/** A row after the clauses SET, ADD and REMOVE of an update. */
export function updated(update: Update, row: Attributes | undefined): Attributes {
  const after: Attributes = { ...update.Key, ...row };
  const name = (placeholder: string) => update.ExpressionAttributeNames[placeholder] ?? "";
  for (const [, clause, body = ""] of update.UpdateExpression.matchAll(
    /(SET|ADD|REMOVE) (.*?)(?= (?:ADD|REMOVE) |$)/g,
  )) {
    for (const action of body.split(", ")) {
      const [target = "", value = ""] = action.split(clause === "SET" ? " = " : " ");
      if (clause === "REMOVE") delete after[name(target)];
      else if (clause === "SET") after[name(target)] = update.ExpressionAttributeValues[value];
      else after[name(target)] = added(after[name(target)], update.ExpressionAttributeValues[value]);
    }
  }
  return after;
}

/** What ADD makes of a number or of a set. */
function added(before: unknown, given: unknown): unknown {
  if (given instanceof Set) return new Set([...((before as Set<unknown> | undefined) ?? []), ...given]);
  return decimalSum(before ?? 0, given);
}

/** DynamoDB adds decimals without an error; ten digits after the point are more than any test needs. */
function decimalSum(left: unknown, right: unknown): number {
  return Number((Number(left) + Number(right)).toFixed(10));
}

function valueAt(
  row: Attributes | undefined,
  path: string,
  { ExpressionAttributeNames: names }: Placeholders,
): unknown {
  return path.split(".").reduce<unknown>((value, part) => (value as Attributes | undefined)?.[names[part] ?? ""], row);
}
