import { joined, type Reader, syntaxFault } from "./reader.ts";

/** What is wrong with a filter expression of X-Ray, if anything is (X-Ray developer guide, "Use filter expressions"). */
export function traceFilterFault(expression: string): string | undefined {
  return syntaxFault(expression, anyCondition);
}

const truths = /(?:ok|error|throttle|fault|partial|inferred|first|last|remote|root)\b(?!\.)/y;
const numbers = /(?:responsetime|duration|http\.status|index|coverage)\b(?!\.)/y;
const texts =
  /(?:http\.(?:url|method|useragent|clientip)|user|name|type|message|availabilityzone|instance\.id|resource\.arn|group\.(?:name|arn)|account\.id)\b(?!\.)/y;
const others = /annotation(?:\.[\w-]+|\[[^\]]+\])(?:\.\w+)?|rootcause\.(?:fault|error|json|response\.time)(?:\.\w+)*/y;

function anyCondition(reader: Reader): void {
  joined(reader, /OR\b/iy, () => joined(reader, /AND\b/iy, condition));
}

function condition(reader: Reader): void {
  if (reader.take(/!/y) !== undefined) condition(reader);
  else if (reader.take(/\(/y) !== undefined) {
    anyCondition(reader);
    reader.expect(/\)/y, '")"');
  } else if (reader.take(/(?:service|edge)\s*\(/y) !== undefined) part(reader);
  else keyword(reader);
}

function keyword(reader: Reader): void {
  if (reader.take(truths) !== undefined) compared(reader, equality, /(?:true|false)\b/y, "true or false");
  else if (reader.take(numbers) !== undefined) compared(reader, order, number, "a number");
  else if (reader.take(texts) !== undefined) compared(reader, likeness, quoted, "a text in quotes");
  else {
    reader.expect(others, "a keyword of X-Ray, an annotation, service() or edge()");
    compared(reader, anyOperator, anyValue, "a value");
  }
}

const equality = /!=|=/y;
const order = /!=|<=|>=|=|<|>/y;
const likeness = /!=|=|(?:CONTAINS|BEGINSWITH|ENDSWITH)\b/iy;
const anyOperator = /!=|<=|>=|=|<|>|(?:CONTAINS|BEGINSWITH|ENDSWITH)\b/iy;
const number = /-?\d+(?:\.\d+)?/y;
const quoted = /"[^"]*"/y;
const anyValue = /"[^"]*"|-?\d+(?:\.\d+)?|(?:true|false)\b/y;

/** A keyword alone asks whether it is there, or true. */
function compared(reader: Reader, operator: RegExp, value: RegExp, what: string): void {
  if (reader.take(operator) !== undefined) reader.expect(value, what);
}

/** `service("name")` or `edge("from", "to")`, with a filter for that part in braces where wanted. */
function part(reader: Reader): void {
  if (reader.take(/\)/y) === undefined) {
    joined(reader, /,/y, serviceName);
    reader.expect(/\)/y, '")"');
  }
  if (reader.take(/\{/y) === undefined) return;
  anyCondition(reader);
  reader.expect(/\}/y, '"}"');
}

function serviceName(reader: Reader): void {
  if (reader.take(/id\s*\(/y) === undefined) {
    reader.expect(quoted, "the name of a service in quotes");
    return;
  }
  joined(reader, /,/y, () => {
    reader.expect(/(?:name|type|account\.id)\s*:/y, "name:, type: or account.id:");
    reader.expect(quoted, "a text in quotes");
  });
  reader.expect(/\)/y, '")"');
}
