import { cancellationCodes, isConditionFailure } from "../../shared/aws/dynamodb.ts";
import { backOff } from "../../shared/back-off.ts";
import { ApiError } from "../http/api-error.ts";

const attempts = 5;

/**
 * Reads, decides and writes; again while another write comes in between, after a growing pause. The write must depend
 * on what was read by its conditions. Why it may not be written at all is found by reading again: what the round
 * throws itself ends it.
 *
 * @throws ApiError CONFLICT after five attempts.
 */
export async function untilWritten<T>(round: () => Promise<T>): Promise<T> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    if (attempt > 1) await backOff(attempt - 1);
    try {
      return await round();
    } catch (error) {
      if (!cameInBetween(error)) throw error;
    }
  }
  throw new ApiError("CONFLICT", "The same was changed at the same moment. Try again.");
}

function cameInBetween(error: unknown): boolean {
  const codes = cancellationCodes(error);
  return codes.includes("ConditionalCheckFailed") || codes.includes("TransactionConflict") || isConditionFailure(error);
}
