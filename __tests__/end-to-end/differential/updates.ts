import fc from "fast-check";
import { anyList, anyMap, anyNumber, anyTags, anyText, type ExpressionPart, joined, part } from "./expression-part.ts";

type Clause = "SET" | "REMOVE" | "ADD" | "DELETE";
type Action = readonly [Clause, ExpressionPart];

const set = (template: string) => (value: Parameters<typeof part>[1]) => ["SET", part(template, value)] as Action;

/** Actions on one attribute each; two of different attributes never overlap. */
const actions: Readonly<Record<string, fc.Arbitrary<Action>>> = {
  number: fc.oneof(
    anyNumber.map(set("#number = ?")),
    anyNumber.map(set("#number = #number + ?")),
    anyNumber.map(set("#number = #number - ?")),
    fc
      .tuple(anyNumber, anyNumber)
      .map(([first, more]): Action => ["SET", part("#number = if_not_exists(#number, ?) + ?", first, more)]),
    anyNumber.map((value): Action => ["ADD", part("#number ?", value)]),
    fc.constant<Action>(["REMOVE", part("#number")]),
  ),
  text: fc.oneof(
    anyText.map(set("#text = ?")),
    anyText.map(set("#text = if_not_exists(#text, ?)")),
    fc.constant<Action>(["REMOVE", part("#text")]),
  ),
  tags: fc.oneof(
    anyTags.map((value): Action => ["ADD", part("#tags ?", value)]),
    anyTags.map((value): Action => ["DELETE", part("#tags ?", value)]),
  ),
  list: fc.oneof(
    anyList.map(set("#list = ?")),
    anyList.map(set("#list = list_append(#list, ?)")),
    anyText.map(set("#list[0] = ?")),
    anyText.map(set("#list[7] = ?")),
    fc.constant<Action>(["REMOVE", part("#list[0]")]),
    fc.constant<Action>(["REMOVE", part("#list[0], #list[1]")]),
  ),
  map: fc.oneof(
    anyMap.map(set("#map = ?")),
    anyNumber.map(set("#map.#a = ?")),
    anyText.map(set("#map.#b.#c = ?")),
    fc.constant<Action>(["REMOVE", part("#map.#a")]),
  ),
  group: fc.oneof(
    fc.constantFrom("x", "y").map((S) => set("#group = ?")({ S })),
    fc.constant<Action>(["REMOVE", part("#group")]),
  ),
};

/** Updates of one to three attributes. */
export const anyUpdate: fc.Arbitrary<ExpressionPart> = fc
  .uniqueArray(fc.constantFrom(...Object.keys(actions)), { minLength: 1, maxLength: 3 })
  .chain((names) => fc.tuple(...names.map((name) => actions[name] as fc.Arbitrary<Action>)))
  .map((chosen) =>
    joined(
      chosen.map(([, each]) => each),
      (texts) =>
        (["SET", "REMOVE", "ADD", "DELETE"] as const)
          .map((clause) => [clause, texts.filter((_, index) => chosen[index]?.[0] === clause).join(", ")] as const)
          .filter(([, body]) => body !== "")
          .map(([clause, body]) => `${clause} ${body}`)
          .join(" "),
    ),
  );
