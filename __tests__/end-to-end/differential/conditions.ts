import fc from "fast-check";
import { anyList, anyNumber, anyTag, anyText, type ExpressionPart, joined, part } from "./expression-part.ts";

const anyTerm: fc.Arbitrary<ExpressionPart> = fc.oneof(
  fc.constantFrom("text", "number", "tags", "list", "map", "group").map((name) => part(`attribute_exists(#${name})`)),
  fc
    .constantFrom("text", "number", "tags", "list", "map", "group")
    .map((name) => part(`attribute_not_exists(#${name})`)),
  fc
    .tuple(fc.constantFrom("=", "<>", "<", "<=", ">", ">="), anyNumber)
    .map(([comparator, value]) => part(`#number ${comparator} ?`, value)),
  fc
    .tuple(fc.constantFrom("=", "<>", "<", "<=", ">", ">="), anyText)
    .map(([comparator, value]) => part(`#text ${comparator} ?`, value)),
  fc.constant(part("#number BETWEEN ? AND ?", { N: "0.1" }, { N: "3" })),
  fc.tuple(anyText, anyText).map(([one, other]) => part("#text IN (?, ?)", one, other)),
  anyText.map((value) => part("begins_with(#text, ?)", value)),
  anyText.map((value) => part("contains(#text, ?)", value)),
  anyTag.map((S) => part("contains(#tags, ?)", { S })),
  anyText.map((value) => part("contains(#list, ?)", value)),
  fc.constantFrom("text", "tags", "list", "map").map((name) => part(`size(#${name}) > ?`, { N: "1" })),
  fc.constantFrom("S", "N", "M", "L", "SS").map((S) => part("attribute_type(#map, ?)", { S })),
  anyNumber.map((value) => part("#map.#a = ?", value)),
  anyText.map((value) => part("#map.#b.#c = ?", value)),
  anyText.map((value) => part("#list[0] = ?", value)),
  anyList.map((value) => part("#list = ?", value)),
);

/** Conditions up to three levels deep, on the attributes that items of the test have. */
export const anyCondition: fc.Arbitrary<ExpressionPart> = fc.letrec<{ condition: ExpressionPart }>((tie) => ({
  condition: fc.oneof(
    { depthSize: "small", maxDepth: 2 },
    anyTerm,
    tie("condition").map((of) => joined([of], ([text]) => `NOT (${text})`)),
    fc
      .tuple(fc.constantFrom("AND", "OR"), tie("condition"), anyTerm)
      .map(([word, left, right]) => joined([left, right], ([a, b]) => `(${a}) ${word} ${b}`)),
    fc
      .tuple(fc.constantFrom("AND", "OR"), anyTerm, anyTerm)
      .map(([word, left, right]) => joined([left, right], ([a, b]) => `${a} ${word} ${b}`)),
  ),
})).condition;
