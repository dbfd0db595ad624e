import { type AttributeValue, contentOf, type Item, membersOf, typeOf } from "../../aws/dynamodb/attribute-value.ts";
import { normalizedNumber } from "../../aws/dynamodb/decimal.ts";
import type { AwsAnswer } from "../../rig/aws-answer.ts";
import type { Call } from "./calls.ts";

type Body = Readonly<Record<string, unknown>>;

/** What counts in an answer; an error has an error and reasons, all else the other members. */
export interface Comparable {
  readonly error?: string;
  /** Codes of a cancelled transaction. */
  readonly reasons?: readonly string[];
  readonly item?: Body;
  readonly attributes?: Body;
  readonly items?: readonly Body[];
  readonly next?: Body;
  readonly batch?: readonly string[];
  /** Rows found and rows evaluated. */
  readonly counts?: readonly number[];
}

/**
 * What counts in an answer: of an error its type and the codes of its reasons, else all members that are not empty.
 * Members of sets and rows of batches have no order.
 */
export function comparable(call: Call, { status = 200, body }: AwsAnswer): Comparable {
  const members = body as Body;
  if (status !== 200) {
    const reasons = members.CancellationReasons as readonly { readonly Code: string }[] | undefined;
    const error = String(members.__type).replace(/^.*#/, "");
    return reasons === undefined ? { error } : { error, reasons: reasons.map(({ Code }) => Code) };
  }
  const { Item: item, Attributes, Items, LastEvaluatedKey, Responses, Count, ScannedCount } = members;
  const found = Object.values((Responses ?? {}) as Readonly<Record<string, readonly Item[]>>).flat();
  return {
    item: sorted(item ?? {}),
    attributes: sorted(Attributes ?? {}),
    items: ((Items ?? []) as readonly Item[]).map(sorted),
    next: sorted(LastEvaluatedKey ?? {}),
    batch: found.map((each) => JSON.stringify(sorted(each))).sort(),
    counts: call.operation === "Query" ? [Number(Count), Number(ScannedCount)] : [],
  };
}

function sorted(item: unknown): Body {
  const entries = Object.entries(item as Item).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, value]) => [name, normalized(value)]));
}

function normalized(value: AttributeValue): unknown {
  if ("N" in value) return { N: normalizedNumber(value.N) };
  if ("L" in value) return { L: value.L.map(normalized) };
  if ("M" in value) return { M: sorted(value.M) };
  const members = membersOf(value);
  return { [typeOf(value)]: members === undefined ? contentOf(value) : members.toSorted() };
}
