import { ServiceError } from "../../service-error.ts";
import type { AttributeValue } from "../attribute-value.ts";
import { isReservedWord } from "../reserved-words.ts";
import type { Path } from "./path.ts";
import type { Placeholders } from "./placeholders.ts";
import { type Token, tokensOf } from "./tokens.ts";

/** Reads one expression from left to right. */
export interface Reader {
  /** Name of the expression, such as `FilterExpression`. */
  readonly source: string;
  peek(ahead?: number): Token;
  next(): Token;
  /** Takes the next part where it is this symbol, or this keyword in any case. */
  take(text: string): boolean;
  /** @throws ServiceError where something else comes. */
  expect(text: string): void;
  /** Whether a function's name and its opening parenthesis come. */
  atFunction(): boolean;
  path(): Path;
  /** The meaning of the value's placeholder that comes. */
  value(): AttributeValue;
  fail(what: string): ServiceError;
}

export function readerOf(source: string, expression: string, placeholders: Placeholders): Reader {
  const tokens = tokensOf(source, expression);
  let position = 0;
  const peek = (ahead = 0) => tokens[Math.max(0, Math.min(position + ahead, tokens.length - 1))] as Token;
  const next = () => {
    const token = peek();
    position += 1;
    return token;
  };
  const fail = (what: string) => new ServiceError("ValidationException", `Invalid ${source}: ${what}`);
  const unexpected = () => fail(`Syntax error; token: "${peek().text}", near: "${peek(-1).text} ${peek().text}"`);
  const take = (text: string) => {
    if (!isText(peek(), text)) return false;
    position += 1;
    return true;
  };
  const expect = (text: string) => {
    if (!take(text)) throw unexpected();
  };
  const name = () => {
    const token = next();
    if (token.kind === "name") return placeholders.name(source, token.text);
    position -= token.kind === "word" ? 0 : 1;
    if (token.kind !== "word") throw unexpected();
    if (isReservedWord(token.text)) throw fail(`Attribute name is a reserved keyword; reserved keyword: ${token.text}`);
    return token.text;
  };
  const index = () => {
    const token = next();
    if (token.kind !== "number") throw unexpected();
    expect("]");
    return Number(token.text);
  };
  return {
    source,
    peek,
    next,
    take,
    expect,
    fail,
    atFunction: () => peek().kind === "word" && peek(1).text === "(",
    path() {
      const path: (string | number)[] = [name()];
      for (;;) {
        if (take(".")) path.push(name());
        else if (take("[")) path.push(index());
        else return path;
      }
    },
    value() {
      if (peek().kind !== "value") throw unexpected();
      return placeholders.value(source, next().text);
    },
  };
}

function isText({ kind, text }: Token, expected: string): boolean {
  if (kind === "symbol" || kind === "end") return text === expected;
  return kind === "word" && text.toUpperCase() === expected;
}
