import type { Call } from "./calls.ts";
import type { Comparable } from "./comparable.ts";

/** Something that moto does otherwise than AWS, so that another answer of moto is expected. */
export interface KnownGap {
  readonly name: string;
  /** What AWS does, and how it is known. */
  readonly reason: string;
  readonly covers: (call: Call, ours: Comparable, theirs: Comparable) => boolean;
}

const textOf = (call: Call) => JSON.stringify(call.input);
const isEmpty = (part: object | undefined) => part === undefined || Object.keys(part).length === 0;

/** Every expression of a call, those of a transaction's entries included. */
function expressionsOf({ input }: Call, name: string): readonly string[] {
  const entries = (input.TransactItems ?? []) as readonly Readonly<Record<string, Call["input"]>>[];
  const inputs = [input, ...entries.flatMap((entry) => Object.values(entry))];
  return inputs.flatMap((each) => (each[name] === undefined ? [] : [String(each[name])]));
}

export const knownGaps: readonly KnownGap[] = [
  {
    name: "looks ahead",
    reason:
      "A page that its limit ends has a start key for the next, whether or not there is more: the API reference of Query says that a start key need not mean more rows. Moto looks whether there are any.",
    covers: ({ operation, input }, ours, theirs) =>
      operation === "Query" &&
      ours.counts?.[1] === input.Limit &&
      isEmpty(theirs.next) &&
      JSON.stringify({ ...ours, next: {} }) === JSON.stringify(theirs),
  },
  {
    name: "size of what is missing",
    reason: "The size of a missing attribute fails the comparison. Moto fails itself.",
    covers: (call, _, theirs) =>
      textOf(call).includes("size(") && (theirs.error === "crash" || theirs.reasons?.includes("ValueError") === true),
  },
  {
    name: "places in lists",
    reason:
      "Paths may name a place in a list that stands behind a placeholder. Moto takes the name for another one that is not used.",
    covers: (call, _, theirs) =>
      theirs.error === "ValidationException" &&
      ["ProjectionExpression", "ConditionExpression", "FilterExpression"].some((name) =>
        expressionsOf(call, name).some((text) => text.includes("[")),
      ),
  },
  {
    name: "errors inside of transactions",
    reason:
      "A write that cannot be carried out for what is stored cancels its transaction with the code ValidationError: the API reference of TransactWriteItems lists its messages. Moto answers with the error of that write alone.",
    covers: ({ operation }, ours, theirs) =>
      operation === "TransactWriteItems" &&
      ours.reasons?.includes("ValidationError") === true &&
      (theirs.error === "ValidationException" || theirs.error === "crash"),
  },
  {
    name: "keys among updated attributes",
    reason: "UPDATED_NEW gives updated attributes only. Moto adds the keys of an item that the update made.",
    covers: ({ input }, ours, theirs) => {
      if (input.ReturnValues !== "UPDATED_NEW" || theirs.attributes === undefined) return false;
      const { id, rank, ...others } = theirs.attributes;
      return id !== undefined && rank !== undefined && JSON.stringify(others) === JSON.stringify(ours.attributes);
    },
  },
  {
    name: "parts of updated attributes",
    reason:
      "UPDATED_OLD and UPDATED_NEW give only the parts of maps and lists that the update names. Moto gives more of them.",
    covers: (call, ours, theirs) =>
      String(call.input.ReturnValues).startsWith("UPDATED") &&
      expressionsOf(call, "UpdateExpression").some((text) => /[.[]/.test(text)) &&
      JSON.stringify({ ...ours, attributes: {} }) === JSON.stringify({ ...theirs, attributes: {} }),
  },
  {
    name: "attributes set to what they were",
    reason:
      "UPDATED_OLD and UPDATED_NEW give all attributes that the update names. Moto leaves out those that it did not change.",
    covers: ({ input }, ours, theirs) => {
      const shown = Object.entries(theirs.attributes ?? {});
      return (
        String(input.ReturnValues).startsWith("UPDATED") &&
        shown.length < Object.keys(ours.attributes ?? {}).length &&
        shown.every(([name, value]) => JSON.stringify(ours.attributes?.[name]) === JSON.stringify(value))
      );
    },
  },
];
