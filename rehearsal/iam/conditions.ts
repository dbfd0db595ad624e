import { NotUnderstoodError } from "./not-understood.ts";
import { fitsArnPattern, fitsPattern, partsOfArn } from "./wildcards.ts";

/** What is known of a request, by condition key in lower case. A key is absent where AWS gives none. */
export type RequestContext = Readonly<Record<string, string>>;

/** One line of a condition block: it holds where the request's value compares with one of the values. */
export interface Condition {
  readonly operator: Operator;
  /** Whether the line also holds where the request has no value (`IfExists`). */
  readonly ifExists: boolean;
  /** In lower case. */
  readonly key: string;
  readonly values: readonly string[];
}

interface Comparison {
  readonly holds: (value: string, wanted: string) => boolean;
  /** A negated line holds where no value compares, and where the request has none. */
  readonly negated?: boolean;
  readonly isValue?: (wanted: string) => boolean;
}

const isArn = (wanted: string) => partsOfArn(wanted) !== undefined;
const isNumber = (wanted: string) => wanted.trim() !== "" && Number.isFinite(Number(wanted));
const isBoolean = (wanted: string) => wanted === "true" || wanted === "false";
const isSame = (value: string, wanted: string) => value === wanted;
const isLike = (value: string, wanted: string) => fitsPattern(wanted, value);
const isArnLike = (value: string, wanted: string) => fitsArnPattern(wanted, value);
const numbers = (compare: (value: number, wanted: number) => boolean): Comparison => ({
  holds: (value, wanted) => isNumber(value) && compare(Number(value), Number(wanted)),
  isValue: isNumber,
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const comparisons = {
  StringEquals: { holds: isSame },
  StringNotEquals: { holds: isSame, negated: true },
  StringLike: { holds: isLike },
  StringNotLike: { holds: isLike, negated: true },
  ArnEquals: { holds: isArnLike, isValue: isArn },
  ArnLike: { holds: isArnLike, isValue: isArn },
  ArnNotEquals: { holds: isArnLike, negated: true, isValue: isArn },
  ArnNotLike: { holds: isArnLike, negated: true, isValue: isArn },
  Bool: { holds: isSame, isValue: isBoolean },
  NumericEquals: numbers((value, wanted) => value === wanted),
  NumericLessThan: numbers((value, wanted) => value < wanted),
  NumericLessThanEquals: numbers((value, wanted) => value <= wanted),
  NumericGreaterThan: numbers((value, wanted) => value > wanted),
  NumericGreaterThanEquals: numbers((value, wanted) => value >= wanted),
} satisfies Readonly<Record<string, Comparison>>;

export type Operator = keyof typeof comparisons;

/**
 * Keys that a request has wherever AWS gives it one. The source of a call is that of a service which calls by itself: a
 * role's own call has none. A condition on any other key would be judged by a value that nobody supplied.
 */
const knownKeys: ReadonlySet<string> = new Set([
  "aws:principalaccount",
  "aws:principalarn",
  "aws:requestedregion",
  "aws:securetransport",
  "aws:sourceaccount",
  "aws:sourcearn",
  "cloudwatch:namespace",
  "kms:viaservice",
]);

/**
 * Reads one line of a condition block.
 *
 * @throws NotUnderstoodError for operators, keys and values that it does not know.
 */
export function readCondition(operatorText: string, keyText: string, values: readonly string[]): Condition {
  const ifExists = operatorText.endsWith("IfExists");
  const operator = ifExists ? operatorText.slice(0, -"IfExists".length) : operatorText;
  if (!isOperator(operator)) throw new NotUnderstoodError(`the condition operator ${operatorText}`);
  const key = keyText.toLowerCase();
  if (!knownKeys.has(key)) throw new NotUnderstoodError(`the condition key ${keyText}`);
  if (values.length === 0) throw new NotUnderstoodError(`a condition on ${keyText} without values`);
  const { isValue = () => true }: Comparison = comparisons[operator];
  const wrong = values.find((value) => !isValue(value));
  if (wrong !== undefined) throw new NotUnderstoodError(`the value "${wrong}" of ${operatorText} on ${keyText}`);
  return { operator, ifExists, key, values };
}

function isOperator(text: string): text is Operator {
  return Object.hasOwn(comparisons, text);
}

/** Whether a line holds for a request. */
export function conditionHolds({ operator, ifExists, key, values }: Condition, context: RequestContext): boolean {
  const { holds, negated = false }: Comparison = comparisons[operator];
  const value = Object.hasOwn(context, key) ? context[key] : undefined;
  if (value === undefined) return ifExists || negated;
  return values.some((wanted) => holds(value, wanted)) !== negated;
}
