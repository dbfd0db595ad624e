import { validationError } from "../../service-error.ts";

/** A part of an expression. Symbols and keywords are their own kind of text. */
export interface Token {
  readonly kind: "word" | "name" | "value" | "number" | "symbol" | "end";
  readonly text: string;
}

/** Longest expression in bytes (Amazon DynamoDB developer guide, quotas). */
const longestExpression = 4_096;

const pattern = /\s*(?:([A-Za-z_]\w*)|(#\w+)|(:\w+)|(\d+)|(<>|<=|>=|[=<>()[\],.+-]))/y;
const kinds = ["word", "name", "value", "number", "symbol"] as const;

/** The same few expressions come again and again: their parts are kept. */
const known = new Map<string, readonly Token[]>();
const knownAtMost = 1_000;

/**
 * The parts of an expression, ending with one of kind `end`.
 *
 * @param source name of the expression, such as `FilterExpression`, for messages.
 */
export function tokensOf(source: string, expression: string): readonly Token[] {
  const found = known.get(expression);
  if (found !== undefined) return found;
  if (expression.trim() === "") throw validationError(`Invalid ${source}: The expression can not be empty;`);
  if (Buffer.byteLength(expression) > longestExpression)
    throw validationError(
      `Invalid ${source}: Expression size has exceeded the maximum allowed size; expression size: ${expression.length}`,
    );
  const tokens = split(source, expression.trimEnd());
  if (known.size >= knownAtMost) known.clear();
  known.set(expression, tokens);
  return tokens;
}

function split(source: string, expression: string): readonly Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < expression.length) {
    const at = pattern.lastIndex;
    const groups = pattern.exec(expression)?.slice(1);
    const index = groups?.findIndex((text) => text !== undefined) ?? -1;
    const [kind, text] = [kinds[index], groups?.[index]];
    if (kind === undefined || text === undefined)
      throw validationError(`Invalid ${source}: Syntax error; token: "${expression.slice(at).trim()[0]}"`);
    tokens.push({ kind, text });
  }
  return [...tokens, { kind: "end", text: "<EOF>" }];
}
