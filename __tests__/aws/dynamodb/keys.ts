import type { IndexDefinition, Key, TableDefinition } from "../../../lambdas/shared/contract/index.ts";
import { type ServiceError, validationError } from "../service-error.ts";
import { type AttributeValue, type Item, typeOf } from "./attribute-value.ts";

/** Longest values of key attributes in bytes (Amazon DynamoDB developer guide, quotas). */
const longestPartitionKey = 2_048;
const longestSortKey = 1_024;

/**
 * The key of a request that names one item.
 *
 * @throws ServiceError where it is not exactly the table's key.
 */
export function requireKey(key: Item, { partitionKey, sortKey }: TableDefinition): Item {
  const expected = [partitionKey, sortKey];
  const isWhole = expected.every(({ name, type }) => {
    const value = key[name];
    return value !== undefined && typeOf(value) === type;
  });
  if (!isWhole || Object.keys(key).length !== expected.length)
    throw validationError("The provided key element does not match the schema");
  for (const each of expected) requireContent(each, key[each.name] as AttributeValue);
  requireLength(partitionKey, sortKey, key);
  return key;
}

/**
 * Checks the key attributes of an item that is to be stored, those of the indexes included.
 *
 * @throws ServiceError where one is missing, empty or of another type.
 */
export function requireItemKeys(item: Item, definition: TableDefinition): void {
  const { partitionKey, sortKey } = definition;
  for (const { name, type } of [partitionKey, sortKey]) {
    const value = item[name];
    if (value === undefined) throw invalid(`Missing the key ${name} in the item`);
    if (typeOf(value) !== type)
      throw invalid(`Type mismatch for key ${name} expected: ${type} actual: ${typeOf(value)}`);
    requireContent({ name, type }, value);
  }
  requireLength(partitionKey, sortKey, item);
  for (const [name, index] of Object.entries(definition.indexes)) requireIndexKeys(item, name, index);
}

function requireIndexKeys(item: Item, indexName: string, { partitionKey, sortKey }: IndexDefinition): void {
  for (const { name, type } of sortKey === undefined ? [partitionKey] : [partitionKey, sortKey]) {
    const value = item[name];
    if (value === undefined) continue;
    if (typeOf(value) !== type)
      throw invalid(
        `Type mismatch for Index Key ${name} Expected: ${type} Actual: ${typeOf(value)} IndexName: ${indexName}`,
      );
    if (isEmpty(value))
      throw validationError(
        `One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: ${indexName}, IndexKey: ${name}`,
      );
  }
}

function requireContent({ name }: Key, value: AttributeValue): void {
  if (isEmpty(value))
    throw validationError(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${"B" in value ? "binary" : "string"} value. Key: ${name}`,
    );
}

function requireLength(partitionKey: Key, sortKey: Key, key: Item): void {
  if (bytesOf(key[partitionKey.name]) > longestPartitionKey)
    throw invalid("Size of hashkey has exceeded the maximum size limit of2048 bytes");
  if (bytesOf(key[sortKey.name]) > longestSortKey)
    throw invalid("Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
}

function isEmpty(value: AttributeValue): boolean {
  return ("S" in value && value.S === "") || ("B" in value && value.B === "");
}

function bytesOf(value: AttributeValue | undefined): number {
  if (value === undefined || "N" in value) return 0;
  return "S" in value ? Buffer.byteLength(value.S) : "B" in value ? Buffer.byteLength(value.B, "base64") : 0;
}

function invalid(what: string): ServiceError {
  return validationError(`One or more parameter values were invalid: ${what}`);
}
