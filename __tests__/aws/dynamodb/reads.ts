import { type ServiceError, validationError } from "../service-error.ts";
import { checkedItem, type Item } from "./attribute-value.ts";
import { type PlaceholderInput, placeholdersOf } from "./expressions/placeholders.ts";
import { parseProjection, projected } from "./expressions/projection.ts";
import { requireKey } from "./keys.ts";
import { type Input, refuseReports, reportMembers, requireKnown } from "./parameters.ts";
import { type Tables, tableOf } from "./tables.ts";

/** Bounds of one BatchGetItem call (Amazon DynamoDB API reference). */
const keysPerBatch = 100;
const bytesPerBatch = 16 * 1024 * 1024;

interface ProjectionInput extends PlaceholderInput {
  readonly ProjectionExpression?: string;
}

const projectionMembers = ["ProjectionExpression", "ExpressionAttributeNames", "ConsistentRead"];

export function getItem(tables: Tables, input: Input): Input {
  requireKnown(input, ["TableName", "Key", ...projectionMembers, ...reportMembers]);
  refuseReports(input);
  const projection = projectionOf(input);
  const key = checkedItem(input.Key);
  const table = tableOf(tables, input.TableName);
  const item = table.get(table.address(requireKey(key, table.definition)));
  return item === undefined ? {} : { Item: projection(item) };
}

type BatchTable = ProjectionInput & { readonly Keys: readonly unknown[] };

/** @param processedAtMost keys that the call reads before it leaves the others unprocessed. */
export function batchGetItem(tables: Tables, input: Input, processedAtMost: number): Input {
  requireKnown(input, ["RequestItems", ...reportMembers]);
  refuseReports(input);
  const requested = Object.entries((input.RequestItems ?? {}) as Readonly<Record<string, BatchTable>>);
  const count = requested.reduce((sum, [, { Keys }]) => sum + Keys.length, 0);
  if (count === 0 || requested.some(([, { Keys }]) => Keys.length === 0))
    throw validationError("1 validation error detected: Member must have length greater than or equal to 1");
  if (count > keysPerBatch) throw validationError("Too many items requested for the BatchGetItem call");
  const responses: Record<string, readonly Item[]> = {};
  const unprocessed: Record<string, BatchTable> = {};
  let [left, bytes] = [processedAtMost, 0];
  for (const [name, request] of requested) {
    const { reads, projection } = batchReads(tables, name, request);
    let read = 0;
    const found: Item[] = [];
    for (const each of reads.slice(0, left)) {
      if (bytes + (each?.bytes ?? 0) > bytesPerBatch) break;
      bytes += each?.bytes ?? 0;
      read += 1;
      if (each !== undefined) found.push(projection(each.item));
    }
    left -= read;
    responses[name] = found;
    if (read < request.Keys.length) unprocessed[name] = { ...request, Keys: request.Keys.slice(read) };
  }
  return { Responses: responses, UnprocessedKeys: unprocessed };
}

function batchReads(tables: Tables, name: string, request: BatchTable) {
  requireKnown(request as unknown as Input, ["Keys", ...projectionMembers]);
  const projection = projectionOf(request);
  const table = tableOf(tables, name);
  const addresses = request.Keys.map((key) => table.address(requireKey(checkedItem(key), table.definition)));
  if (new Set(addresses).size < addresses.length) throw duplicates();
  return { projection, reads: addresses.map((address) => table.row(address)) };
}

/** @returns what a request wants to see of an item. */
function projectionOf(input: ProjectionInput): (item: Item) => Item {
  const { ProjectionExpression: expression } = input;
  const placeholders = placeholdersOf(input, [expression]);
  if (expression === undefined) return (item) => item;
  const paths = parseProjection(expression, placeholders);
  placeholders.requireAllUsed();
  return (item) => projected(item, paths);
}

export function duplicates(): ServiceError {
  return validationError("Provided list of item keys contains duplicates");
}
