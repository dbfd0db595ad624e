/**
 * The part of CloudWatch's metric math that alarms of this project use ("Using math expressions with CloudWatch metrics",
 * Amazon CloudWatch user guide): arithmetic, comparisons, AND, OR, `IF`, `FILL` with a number, and `SERVICE_QUOTA`.
 */

/** A value per moment, NaN where there is none; or one number for all. */
type Value = Float64Array | number;

/** Compiled metric math: values of the ids it names, all of one length, to the values of the expression. */
export interface MetricMath {
  /** Ids of metrics and of other expressions. */
  readonly ids: readonly string[];
  evaluate(values: Readonly<Record<string, Float64Array>>): Float64Array;
}

type Node = (values: Readonly<Record<string, Float64Array>>) => Value;

/**
 * Compiles an expression.
 *
 * @throws where it is not well-formed, or uses what is not known here.
 */
export function metricMath(expression: string): MetricMath {
  const tokens = tokensOf(expression);
  const ids = new Set<string>();
  const node = parseBinary({ tokens, ids, expression }, 0);
  if (tokens.length > 0) throw unexpected(expression, tokens[0]);
  return {
    ids: [...ids],
    evaluate(values) {
      const result = node(values);
      if (typeof result === "number") throw new Error(`an alarm needs a time series, not a number: ${expression}`);
      return result;
    },
  };
}

const tokenPattern = /\s*(\d+(?:\.\d+)?|[A-Za-z]\w*|==|!=|<=|>=|&&|\|\||[-+*/^<>(),])/gy;

function tokensOf(expression: string): string[] {
  const found = [...expression.matchAll(tokenPattern)];
  if (found.reduce((length, [text]) => length + text.length, 0) !== expression.trimEnd().length) {
    throw new Error(`not understood: ${expression}`);
  }
  return found.map(([, token = ""]) => token);
}

interface Parser {
  readonly tokens: string[];
  readonly ids: Set<string>;
  readonly expression: string;
}

type Operation = (left: number, right: number) => number;

const truth = (holds: boolean) => (holds ? 1 : 0);

/** Operators from the weakest to the strongest. */
const levels: readonly Readonly<Record<string, Operation>>[] = [
  { OR: (a, b) => truth(a !== 0 || b !== 0), "||": (a, b) => truth(a !== 0 || b !== 0) },
  { AND: (a, b) => truth(a !== 0 && b !== 0), "&&": (a, b) => truth(a !== 0 && b !== 0) },
  {
    "==": (a, b) => truth(a === b),
    "!=": (a, b) => truth(a !== b),
    "<": (a, b) => truth(a < b),
    ">": (a, b) => truth(a > b),
    "<=": (a, b) => truth(a <= b),
    ">=": (a, b) => truth(a >= b),
  },
  { "+": (a, b) => a + b, "-": (a, b) => a - b },
  // A division by zero has no result: the data point is dropped.
  { "*": (a, b) => a * b, "/": (a, b) => (b === 0 ? Number.NaN : a / b) },
  { "^": (a, b) => a ** b },
];

function parseBinary(parser: Parser, level: number): Node {
  const operations = levels[level];
  if (operations === undefined) return parseUnary(parser);
  let left = parseBinary(parser, level + 1);
  for (;;) {
    const operation = operations[parser.tokens[0] ?? ""];
    if (operation === undefined) return left;
    parser.tokens.shift();
    const [first, second] = [left, parseBinary(parser, level + 1)];
    left = (values) => combine(first(values), second(values), operation);
  }
}

function parseUnary(parser: Parser): Node {
  const token = parser.tokens.shift();
  if (token === "-") {
    const operand = parseUnary(parser);
    return (values) => combine(0, operand(values), (a, b) => a - b);
  }
  if (token === "(") {
    const inner = parseBinary(parser, 0);
    expectToken(parser, ")");
    return inner;
  }
  if (token !== undefined && /^\d/.test(token)) return () => Number(token);
  if (token !== undefined && parser.tokens[0] === "(") return parseCall(parser, token);
  // Ids begin with a small letter; so do no functions and no words of the language.
  if (token === undefined || !/^[a-z]/.test(token)) throw unexpected(parser.expression, token);
  parser.ids.add(token);
  return (values) => {
    const series = values[token];
    if (series === undefined) throw new Error(`no metric has the id ${token}: ${parser.expression}`);
    return series;
  };
}

/** Under this, values hold the quota that belongs to a metric. */
export function quotaOf(id: string): string {
  return `SERVICE_QUOTA(${id})`;
}

/** The quota depends on which metric it is, not on the metric's values. */
function parseQuota(parser: Parser): Node {
  const id = parser.tokens.shift() ?? "";
  expectToken(parser, ")");
  parser.ids.add(id);
  return (values) => {
    const quota = values[quotaOf(id)];
    if (quota === undefined) throw new Error(`no quota is known for ${id}: ${parser.expression}`);
    return quota;
  };
}

function parseCall(parser: Parser, name: string): Node {
  parser.tokens.shift();
  if (name === "SERVICE_QUOTA") return parseQuota(parser);
  const parts = [parseBinary(parser, 0)];
  while (parser.tokens[0] === ",") {
    parser.tokens.shift();
    parts.push(parseBinary(parser, 0));
  }
  expectToken(parser, ")");
  const apply = functions[name];
  if (apply === undefined) throw new Error(`the function ${name} is not known here: ${parser.expression}`);
  return (values) => apply(parts.map((part) => part(values)));
}

const functions: Readonly<Record<string, (values: readonly Value[]) => Value>> = {
  /** Missing conditions give nothing; a missing value is 0 where the condition holds, and nothing where it does not. */
  IF([condition = Number.NaN, then = Number.NaN, otherwise = Number.NaN]) {
    return map([condition, then, otherwise], ([test = Number.NaN, yes = Number.NaN, no = Number.NaN]) => {
      if (Number.isNaN(test)) return Number.NaN;
      if (test === 0) return no;
      return Number.isNaN(yes) ? 0 : yes;
    });
  },
  FILL([series = Number.NaN, filler = Number.NaN]) {
    if (typeof filler !== "number") throw new Error("FILL is known with a number alone");
    return map([series], ([value = Number.NaN]) => (Number.isNaN(value) ? filler : value));
  },
};

/** Between two series a missing value counts as 0; where both miss one, there is none. */
function combine(left: Value, right: Value, operation: Operation): Value {
  return map([left, right], ([a = Number.NaN, b = Number.NaN]) => {
    const isMissing =
      typeof left === "number" || typeof right === "number"
        ? Number.isNaN(a) || Number.isNaN(b)
        : Number.isNaN(a) && Number.isNaN(b);
    return isMissing ? Number.NaN : operation(Number.isNaN(a) ? 0 : a, Number.isNaN(b) ? 0 : b);
  });
}

function map(inputs: readonly Value[], compute: (values: readonly number[]) => number): Value {
  const length = inputs.find((input) => typeof input !== "number")?.length;
  if (length === undefined) return compute(inputs as readonly number[]);
  const at = (index: number) =>
    inputs.map((input) => (typeof input === "number" ? input : (input[index] ?? Number.NaN)));
  return Float64Array.from({ length }, (_, index) => compute(at(index)));
}

function expectToken({ tokens, expression }: Parser, expected: string): void {
  const found = tokens.shift();
  if (found !== expected) throw unexpected(expression, found);
}

function unexpected(expression: string, token: string | undefined): Error {
  return new Error(`${token === undefined ? "ends too early" : `${token} is not expected`}: ${expression}`);
}
