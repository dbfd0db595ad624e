import { createHash } from "node:crypto";
import { ServiceError, validationError } from "../service-error.ts";
import type { Item } from "./attribute-value.ts";
import { entriesOf, type Input, refuseReports, reportMembers, requireKnown } from "./parameters.ts";
import type { Tables } from "./tables.ts";
import { storeResult, type Write, writeKinds, writeOf } from "./writes.ts";

/** Bounds of one transaction (Amazon DynamoDB API reference, TransactWriteItems). */
const entriesPerTransaction = 100;

/** Writes all entries of a transaction or none. */
export type TransactWrite = (tables: Tables, input: Input) => Input;

/** Remembers the transactions that were written: one that comes again with its token is not written again. */
export function transactions(): TransactWrite {
  const written = new Map<string, string>();
  return (tables, input) => {
    requireKnown(input, ["TransactItems", "ClientRequestToken", ...reportMembers]);
    refuseReports(input);
    const token = input.ClientRequestToken === undefined ? undefined : String(input.ClientRequestToken);
    const content = token === undefined ? "" : digestOf(input.TransactItems);
    const earlier = token === undefined ? undefined : written.get(token);
    if (earlier === content) return {};
    if (earlier !== undefined)
      throw new ServiceError("IdempotentParameterMismatchException", "The token was used for another transaction");
    write(
      tables,
      entriesOf(input.TransactItems as readonly Input[] | undefined, "transactItems", entriesPerTransaction),
    );
    if (token !== undefined) written.set(token, content);
    return {};
  };
}

function digestOf(content: unknown): string {
  return createHash("sha1").update(JSON.stringify(content)).digest("base64");
}

/** Why an entry stops its transaction. */
interface Reason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: unknown;
}

const noReason: Reason = { Code: "None" };

function write(tables: Tables, entries: readonly Input[]): void {
  const writes = entries.map((entry) => entryOf(tables, entry));
  const addresses = writes.map((each) => attempt(() => each.address()));
  requireDistinct(writes, addresses);
  const results = writes.map((each, index) => {
    const address = addresses[index] ?? noReason;
    if (typeof address !== "string") return address;
    const before = each.table.get(address);
    const after = attempt(() => ({ item: each.after(before) }));
    return "Code" in after ? after : { address, before, after: after.item };
  });
  const reasons = results.map((result) => ("Code" in result ? result : noReason));
  if (reasons.some(({ Code }) => Code !== "None")) throw cancelled(reasons);
  for (const [index, result] of results.entries()) {
    if ("Code" in result) continue;
    storeResult((writes[index] as Write).table, result.address, result.before, result.after);
  }
}

function entryOf(tables: Tables, entry: Input): Write {
  const [kind, ...others] = writeKinds.filter((each) => entry[each] !== undefined);
  requireKnown(entry, writeKinds);
  if (kind === undefined || others.length > 0)
    throw validationError("TransactItems can only contain one of Check, Put, Update or Delete");
  const input = entry[kind] as Input;
  const required =
    kind === "Update" ? "UpdateExpression" : kind === "ConditionCheck" ? "ConditionExpression" : undefined;
  if (required !== undefined && input[required] === undefined)
    throw validationError(`1 validation error detected: Value null at '${required}' failed: Member must not be null`);
  return writeOf(tables, kind, input);
}

/** The result, or the reason for which there is none. */
function attempt<T extends string | { readonly item: Item | undefined }>(work: () => T): T | Reason {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const Code = error.type === "ConditionalCheckFailedException" ? "ConditionalCheckFailed" : "ValidationError";
    return { Code, Message: error.message, ...error.details };
  }
}

function requireDistinct(writes: readonly Write[], addresses: readonly (string | Reason)[]): void {
  const known = new Map<unknown, Set<unknown>>();
  for (const [index, { table }] of writes.entries()) {
    const address = addresses[index];
    if (typeof address !== "string") continue;
    const ofTable = known.get(table) ?? new Set();
    if (ofTable.has(address))
      throw validationError("Transaction request cannot include multiple operations on one item");
    known.set(table, ofTable.add(address));
  }
}

/** @param reasons one per entry, in their order. */
export function cancelled(reasons: readonly Reason[]): ServiceError {
  const codes = reasons.map(({ Code }) => Code).join(", ");
  return new ServiceError(
    "TransactionCanceledException",
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { CancellationReasons: reasons },
  );
}
