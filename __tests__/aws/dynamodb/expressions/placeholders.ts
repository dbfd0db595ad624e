import { validationError } from "../../service-error.ts";
import { type AttributeValue, checkedValue } from "../attribute-value.ts";

/** What the placeholders of a request's expressions stand for. Remembers which were used: all have to be. */
export interface Placeholders {
  /** @param placeholder with its `#` */
  name(source: string, placeholder: string): string;
  /** @param placeholder with its `:` */
  value(source: string, placeholder: string): AttributeValue;
  /** @throws ServiceError where one was given and stands in no expression. */
  requireAllUsed(): void;
}

/** The part of a request that gives placeholders their meaning. */
export interface PlaceholderInput {
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>>;
}

/**
 * @param expressions those that the request has: without any, no placeholder may be given.
 * @throws ServiceError where what is given is malformed.
 */
export function placeholdersOf(input: PlaceholderInput, expressions: readonly (string | undefined)[]): Placeholders {
  const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = input;
  const hasExpression = expressions.some((each) => each !== undefined);
  checkGiven("ExpressionAttributeNames", "#", names, hasExpression);
  checkGiven("ExpressionAttributeValues", ":", values, hasExpression);
  const checked = new Map(Object.entries(values ?? {}).map(([key, value]) => [key, checkedArgument(key, value)]));
  const unusedNames = new Set(Object.keys(names ?? {}));
  const unusedValues = new Set(checked.keys());
  return {
    name(source, placeholder) {
      const name = names?.[placeholder];
      if (name === undefined)
        throw validationError(
          `Invalid ${source}: An expression attribute name used in the document path is not defined; attribute name: ${placeholder}`,
        );
      unusedNames.delete(placeholder);
      return name;
    },
    value(source, placeholder) {
      const value = checked.get(placeholder);
      if (value === undefined)
        throw validationError(
          `Invalid ${source}: An expression attribute value used in expression is not defined; attribute value: ${placeholder}`,
        );
      unusedValues.delete(placeholder);
      return value;
    },
    requireAllUsed() {
      refuseUnused("ExpressionAttributeNames", unusedNames);
      refuseUnused("ExpressionAttributeValues", unusedValues);
    },
  };
}

function checkGiven(
  member: string,
  prefix: string,
  given: Readonly<Record<string, unknown>> | undefined,
  hasExpression: boolean,
): void {
  if (given === undefined) return;
  if (!hasExpression) throw validationError(`${member} can only be specified when using expressions`);
  const keys = Object.keys(given);
  if (keys.length === 0) throw validationError(`${member} must not be empty`);
  const wrong = keys.find((key) => !(key.startsWith(prefix) && /^\w+$/.test(key.slice(1))));
  if (wrong !== undefined) throw validationError(`${member} contains invalid key: Syntax error; key: "${wrong}"`);
}

function checkedArgument(key: string, value: unknown): AttributeValue {
  try {
    return checkedValue(value);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw validationError(`ExpressionAttributeValues contains invalid value: ${error.message} for key ${key}`);
  }
}

function refuseUnused(member: string, unused: ReadonlySet<string>): void {
  if (unused.size > 0)
    throw validationError(`Value provided in ${member} unused in expressions: keys: {${[...unused].join(", ")}}`);
}
