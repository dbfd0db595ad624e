import { isConditionFailure } from "../shared/aws/dynamodb.ts";

/** Whether a conditional write was made: false where its condition did not hold. Any other error is thrown on. */
export function isMade(write: Promise<unknown>): Promise<boolean> {
  return write.then(
    () => true,
    (error: unknown) => {
      if (isConditionFailure(error)) return false;
      throw error;
    },
  );
}
