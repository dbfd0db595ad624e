import { validationError } from "../service-error.ts";
import { type AttributeValue, checkedItem, type Item, typeOf } from "./attribute-value.ts";
import { areEqual, compareScalars } from "./compare.ts";
import { beginsWith, type Condition, holds, pathsOf } from "./expressions/condition.ts";
import { type KeyCondition, parseKeyCondition, type SortCondition } from "./expressions/key-condition.ts";
import { parseCondition } from "./expressions/parse-condition.ts";
import { type PlaceholderInput, placeholdersOf } from "./expressions/placeholders.ts";
import { parseProjection, projected } from "./expressions/projection.ts";
import type { View } from "./memory-table.ts";
import { choiceOf, type Input, refuseReports, reportMembers, requireKnown } from "./parameters.ts";
import type { SortedRows } from "./sorted-rows.ts";
import { type Tables, tableOf } from "./tables.ts";

/** What one page evaluates at most (Amazon DynamoDB API reference, Query). */
const bytesPerPage = 1_048_576;

interface QueryInput extends PlaceholderInput {
  readonly KeyConditionExpression?: string;
  readonly FilterExpression?: string;
  readonly ProjectionExpression?: string;
  readonly IndexName?: string;
  readonly Limit?: number;
  readonly ScanIndexForward?: boolean;
}

const members = [
  ...["TableName", "IndexName", "KeyConditionExpression", "FilterExpression", "ProjectionExpression", "Select"],
  ...["ExpressionAttributeNames", "ExpressionAttributeValues", "Limit", "ExclusiveStartKey", "ScanIndexForward"],
  ...["ConsistentRead", ...reportMembers],
];

/** @param evaluatedAtMost rows after which a page ends, whatever the request's limit. */
export function query(tables: Tables, input: Input & QueryInput, evaluatedAtMost: number): Input {
  requireKnown(input, members);
  refuseReports(input);
  const { Limit: limit = Number.POSITIVE_INFINITY } = input;
  if (limit < 1)
    throw validationError("1 validation error detected: Value at 'limit' must be greater than or equal to 1");
  const view = viewOf(tables, input);
  const { condition, filter, shown } = parse(input, view);
  const start = input.ExclusiveStartKey === undefined ? undefined : startKey(input.ExclusiveStartKey, view, condition);
  const isForward = input.ScanIndexForward ?? true;
  const { evaluated, isComplete } = evaluate(view, condition, start, isForward, { limit, evaluatedAtMost });
  const found = filter === undefined ? evaluated : evaluated.filter((item) => holds(filter, item));
  const last = evaluated.at(-1);
  return {
    ...(shown === undefined ? {} : { Items: found.map(shown) }),
    Count: found.length,
    ScannedCount: evaluated.length,
    ...(isComplete || last === undefined
      ? {}
      : { LastEvaluatedKey: Object.fromEntries(view.keys.map(({ name }) => [name, last[name]])) }),
  };
}

function viewOf(tables: Tables, input: Input & QueryInput): View {
  const view = tableOf(tables, input.TableName).view(input.IndexName);
  if (view === undefined) throw validationError(`The table does not have the specified index: ${input.IndexName}`);
  if (input.IndexName !== undefined && input.ConsistentRead === true)
    throw validationError("Consistent reads are not supported on global secondary indexes");
  return view;
}

interface ParsedQuery {
  readonly condition: KeyCondition;
  readonly filter: Condition | undefined;
  /** What is shown of an item; undefined where items are only counted. */
  readonly shown: ((item: Item) => Item) | undefined;
}

function parse(input: Input & QueryInput, { partitionKey, sortKey }: View): ParsedQuery {
  const { KeyConditionExpression, FilterExpression, ProjectionExpression } = input;
  const placeholders = placeholdersOf(input, [KeyConditionExpression, FilterExpression, ProjectionExpression]);
  if (KeyConditionExpression === undefined)
    throw validationError(
      "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.",
    );
  const condition = parseKeyCondition(KeyConditionExpression, placeholders, partitionKey, sortKey);
  const filter =
    FilterExpression === undefined ? undefined : parseCondition("FilterExpression", FilterExpression, placeholders);
  const paths = ProjectionExpression === undefined ? undefined : parseProjection(ProjectionExpression, placeholders);
  placeholders.requireAllUsed();
  const onKey = filter && pathsOf(filter).find(([name]) => name === partitionKey.name || name === sortKey?.name);
  if (onKey !== undefined)
    throw validationError(
      `Filter Expression can only contain non-primary key attributes: Primary key attribute: ${onKey[0]}`,
    );
  const select = selectOf(input);
  const shown = paths === undefined ? (item: Item) => item : (item: Item) => projected(item, paths);
  return { condition, filter, shown: select === "COUNT" ? undefined : shown };
}

function selectOf(input: Input & QueryInput): string {
  const isProjected = input.ProjectionExpression !== undefined;
  const select = choiceOf({ Select: isProjected ? "SPECIFIC_ATTRIBUTES" : undefined, ...input }, "Select", [
    "ALL_ATTRIBUTES",
    "ALL_PROJECTED_ATTRIBUTES",
    "COUNT",
    "SPECIFIC_ATTRIBUTES",
  ]);
  if (isProjected !== (select === "SPECIFIC_ATTRIBUTES"))
    throw validationError(
      isProjected
        ? `Cannot specify the ProjectionExpression when choosing to get ${select}`
        : "Must specify the ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES",
    );
  if (select === "ALL_PROJECTED_ATTRIBUTES" && input.IndexName === undefined)
    throw validationError("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
  return select;
}

function startKey(given: unknown, { keys, partitionKey, sortKey }: View, condition: KeyCondition): Item {
  const key = checkedItem(given);
  const isWhole = keys.every(({ name, type }) => {
    const value = key[name];
    return value !== undefined && typeOf(value) === type;
  });
  if (!isWhole || Object.keys(key).length !== keys.length)
    throw validationError("The provided starting key is invalid");
  const isInside =
    areEqual(key[partitionKey.name] as AttributeValue, condition.partition) &&
    (sortKey === undefined || placeOf(condition.sort, key[sortKey.name] as AttributeValue) === 0);
  if (!isInside)
    throw validationError("The provided starting key is outside query boundaries based on provided conditions");
  return key;
}

interface Page {
  readonly evaluated: readonly Item[];
  /** Whether the page ended because there was no further row, not because of a limit. */
  readonly isComplete: boolean;
}

function evaluate(
  view: View,
  condition: KeyCondition,
  start: Item | undefined,
  isForward: boolean,
  { limit, evaluatedAtMost }: { readonly limit: number; readonly evaluatedAtMost: number },
): Page {
  const partition = view.partition(condition.partition);
  if (partition === undefined) return { evaluated: [], isComplete: true };
  const { first, behind } = rangeOf(partition, view, condition.sort, start, isForward);
  const evaluated: Item[] = [];
  let bytes = 0;
  for (let step = 0; step < behind - first; step++) {
    const row = partition.rows[isForward ? first + step : behind - 1 - step];
    if (row === undefined || evaluated.length >= limit) break;
    const isFull = evaluated.length >= evaluatedAtMost || bytes + row.bytes > bytesPerPage;
    if (isFull && evaluated.length > 0) return { evaluated, isComplete: false };
    bytes += row.bytes;
    evaluated.push(row.item);
  }
  // A page that its limit ended does not look whether there is more.
  return { evaluated, isComplete: evaluated.length < limit };
}

function rangeOf(
  partition: SortedRows,
  { sortKey }: View,
  sort: SortCondition | undefined,
  start: Item | undefined,
  isForward: boolean,
): { readonly first: number; readonly behind: number } {
  const place = (item: Item) => (sortKey === undefined ? 0 : placeOf(sort, item[sortKey.name] as AttributeValue));
  const first = partition.countWhile((item) => place(item) < 0);
  const behind = partition.countWhile((item) => place(item) <= 0);
  if (start === undefined) return { first, behind };
  return isForward
    ? {
        first: Math.max(
          first,
          partition.countWhile((item) => partition.compare(item, start) <= 0),
        ),
        behind,
      }
    : {
        first,
        behind: Math.min(
          behind,
          partition.countWhile((item) => partition.compare(item, start) < 0),
        ),
      };
}

/** Where a sort key stands: before what is asked for (negative), inside (zero) or behind (positive). */
function placeOf(sort: SortCondition | undefined, value: AttributeValue): number {
  if (sort === undefined) return 0;
  if (sort.kind === "between") {
    if (order(value, sort.low) < 0) return -1;
    return order(value, sort.high) > 0 ? 1 : 0;
  }
  const relation = order(value, sort.value);
  switch (sort.kind) {
    case "=":
      return relation;
    case "<":
      return relation < 0 ? 0 : 1;
    case "<=":
      return relation <= 0 ? 0 : 1;
    case ">":
      return relation > 0 ? 0 : -1;
    case ">=":
      return relation >= 0 ? 0 : -1;
    case "begins_with":
      return relation < 0 ? -1 : beginsWith(value, sort.value) ? 0 : 1;
  }
}

function order(left: AttributeValue, right: AttributeValue): number {
  return compareScalars(left, right) ?? 0;
}
