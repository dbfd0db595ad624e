import { getItem, isConditionFailure, type Row, updateItem } from "../shared/aws/dynamodb.ts";
import { configuration } from "./runtime.ts";

/** How a conditional write of a row ended. */
export interface Outcome {
  readonly isMade: boolean;
  /** What the write asked to get back; where its condition did not hold, the row as it stands now. */
  readonly row: Row | undefined;
}

type Write = Pick<Parameters<typeof updateItem>[1], "ReturnValues" | "UpdateExpression" | "ConditionExpression"> &
  Required<Pick<Parameters<typeof updateItem>[1], "Key" | "ExpressionAttributeNames" | "ExpressionAttributeValues">>;

/**
 * Writes a row of a person where a condition holds, and looks at the row where it does not. The SDK repeats a write whose
 * answer got lost, and the repetition finds what the write itself left: only an id of its own in the row tells that from
 * what somebody else wrote.
 *
 * @throws any error but the refusal; nobody knows then whether the write was made.
 */
export async function writeOnCondition(write: Write): Promise<Outcome> {
  try {
    const { Attributes } = await updateItem(configuration.USERS_TABLE, write);
    return { isMade: true, row: Attributes };
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    return { isMade: false, row: await getItem(configuration.USERS_TABLE, { Key: write.Key, ConsistentRead: true }) };
  }
}

/** Writes a row of a person where a condition holds, and leaves it as it is where it does not. */
export async function writeIfStill(write: Write): Promise<void> {
  try {
    await updateItem(configuration.USERS_TABLE, write);
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
}
