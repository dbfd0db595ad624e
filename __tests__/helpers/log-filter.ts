/**
 * The part of CloudWatch Logs' filter language that this project uses ("Filter pattern syntax for metric filters, ...",
 * Amazon CloudWatch Logs user guide): JSON patterns with `=`, `IS TRUE`, `NOT EXISTS`, `&&`, `||` and parentheses, where a text may
 * begin or end with `*`; and patterns of quoted terms, all of them or (`?`) any.
 */
type Matches = (line: string) => boolean;

/**
 * Compiles a pattern.
 *
 * @throws where it uses anything else, or is not well-formed.
 */
export function logFilter(pattern: string): Matches {
  if (pattern.length > 1_024) throw new Error(`a pattern has at most 1,024 characters: ${pattern}`);
  return pattern.startsWith("{") ? jsonFilter(pattern) : termFilter(pattern);
}

/** Value of the field that a metric filter counts: the number, or undefined where the line has none. */
export function filterValue(value: string, line: string): number | undefined {
  if (!value.startsWith("$.")) return Number(value);
  const field = fieldOf(JSON.parse(line), value);
  return typeof field === "number" ? field : undefined;
}

function termFilter(pattern: string): Matches {
  const terms = [...pattern.matchAll(/(\??)"([^"]+)"(?: |$)/g)].map(([, any, text = ""]) => ({
    any: any === "?",
    text,
  }));
  const written = terms.map(({ any, text }) => `${any ? "?" : ""}"${text}"`).join(" ");
  if (terms.length === 0 || written !== pattern) throw new Error(`not a pattern of quoted terms: ${pattern}`);
  const [anyOf, allOf] = [terms.filter(({ any }) => any), terms.filter(({ any }) => !any)];
  if (anyOf.length > 0 && allOf.length > 0) throw new Error(`? cannot be mixed with other terms: ${pattern}`);
  return (line) =>
    allOf.every(({ text }) => line.includes(text)) &&
    (anyOf.length === 0 || anyOf.some(({ text }) => line.includes(text)));
}

function jsonFilter(pattern: string): Matches {
  const inner = /^\{ (.+) \}$/.exec(pattern)?.[1];
  if (inner === undefined) throw new Error(`not a JSON pattern: ${pattern}`);
  const found = [...inner.matchAll(/\s*(\(|\)|\|\||&&|=|IS TRUE|NOT EXISTS|"[^"]*"|\$(?:\.\w+)+)/gy)];
  if (found.reduce((length, [text]) => length + text.length, 0) !== inner.length) {
    throw new Error(`not understood: ${pattern}`);
  }
  const tokens = found.map(([, token = ""]) => token);
  const test = parse(tokens);
  return (line) => {
    const event = objectOf(line);
    return event !== undefined && test(event);
  };
}

type Test = (event: object) => boolean;

/** `or := and { "||" and }`, `and := one { "&&" one }`, `one := "(" or ")" | field "=" text | field "IS TRUE" | ...`. */
function parse(tokens: string[]): Test {
  const joined = (operator: string, part: () => Test, combine: (tests: Test[]) => Test) => {
    const tests = [part()];
    while (tokens[0] === operator) {
      tokens.shift();
      tests.push(part());
    }
    return combine(tests);
  };
  const one = (): Test => {
    const first = tokens.shift() ?? "";
    if (first === "(") {
      const test = or();
      if (tokens.shift() !== ")") throw new Error("a parenthesis is not closed");
      return test;
    }
    if (!first.startsWith("$.")) throw new Error(`expected a field, found ${first}`);
    const operator = tokens.shift();
    if (operator === "IS TRUE") return (event) => fieldOf(event, first) === true;
    if (operator === "NOT EXISTS") return (event) => fieldOf(event, first) === undefined;
    const text = tokens.shift() ?? "";
    if (operator !== "=" || !text.startsWith('"')) throw new Error(`expected = "text" after ${first}`);
    return (event) => like(fieldOf(event, first), text.slice(1, -1));
  };
  const and = () => joined("&&", one, (tests) => (event) => tests.every((test) => test(event)));
  const or = (): Test => joined("||", and, (tests) => (event) => tests.some((test) => test(event)));
  const test = or();
  if (tokens.length > 0) throw new Error(`unexpected ${tokens[0]}`);
  return test;
}

function like(value: unknown, text: string): boolean {
  if (typeof value !== "string") return false;
  if (text === "*") return true;
  const [open, shut] = [text.startsWith("*"), text.endsWith("*")];
  const literal = text.slice(open ? 1 : 0, shut ? -1 : undefined);
  if (literal.includes("*")) throw new Error(`* stands at an end only: ${text}`);
  if (open && shut) return value.includes(literal);
  if (open) return value.endsWith(literal);
  return shut ? value.startsWith(literal) : value === literal;
}

function fieldOf(event: unknown, selector: string): unknown {
  const keys = selector.slice("$.".length).split(".");
  return keys.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined),
    event,
  );
}

function objectOf(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
