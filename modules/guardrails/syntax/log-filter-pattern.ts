import { joined, type Reader, syntaxFault } from "./reader.ts";

/**
 * What is wrong with a filter pattern, if anything is (CloudWatch Logs user guide, "Filter pattern syntax for metric
 * filters"): fields of JSON in braces, columns in brackets, or terms.
 */
export function logFilterFault(pattern: string): string | undefined {
  return syntaxFault(pattern, (reader) => {
    if (reader.take(/\{/y) !== undefined) {
      anyField(reader);
      reader.expect(/\}/y, '"&&", "||" or "}"');
    } else if (reader.take(/\[/y) !== undefined) {
      joined(reader, /,/y, column);
      reader.expect(/\]/y, '"," or "]"');
    } else {
      while (!reader.atEnd())
        reader.expect(
          /[?-]?(?:\w+|"(?:[^"\\]|\\.)*"|%[^%]+%)(?=\s|$)/y,
          "a term, quoted where it has other characters than letters and digits",
        );
    }
  });
}

function anyField(reader: Reader): void {
  joined(reader, /\|\|/y, () => joined(reader, /&&/y, field));
}

const selector = /\$(?:\.[\w@-]+|\[(?:\d+|\*|"[^"]*"|'[^']*')\]|\.\*)+/y;

function field(reader: Reader): void {
  if (reader.take(/\(/y) !== undefined) {
    anyField(reader);
    reader.expect(/\)/y, '")"');
    return;
  }
  reader.expect(selector, "a field such as $.level");
  if (reader.take(/IS\s+(?:NULL|TRUE|FALSE)\b|NOT\s+EXISTS\b/y) === undefined) comparison(reader);
}

function comparison(reader: Reader): void {
  const operator = reader.expect(/!=|<=|>=|=|<|>/y, "a comparison, IS TRUE, IS FALSE, IS NULL or NOT EXISTS");
  if (operator === "=" || operator === "!=") {
    reader.expect(/"(?:[^"\\]|\\.)*"|%[^%]+%|[\w*.:+-]+/y, "a text, number or %expression%");
  } else {
    reader.expect(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y, "a number");
  }
}

function column(reader: Reader): void {
  if (reader.take(/\.\.\./y) !== undefined) return;
  joined(reader, /&&|\|\|/y, () => {
    reader.expect(/\w+/y, "the name of a column");
    if (reader.take(/(?=[=!<>])/y) !== undefined) comparison(reader);
  });
}
