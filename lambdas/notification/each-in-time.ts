import { logger } from "./runtime.ts";
import { hasTimeForMail, type TimeLeft } from "./send-mail.ts";

/** Pieces of work that are under way at the same time. */
const parallelPieces = 4;

/**
 * Does a piece of work for each value while there is time to end it. One that fails does not stop the others.
 *
 * @param failed what is logged of one that fails, beside the class of its error: messages can quote addresses.
 * @returns outcomes of those that succeeded, in the order in which they ended.
 */
export async function eachInTime<V, O>(
  values: readonly V[],
  timeLeft: TimeLeft,
  failed: string,
  work: (value: V) => Promise<O>,
): Promise<readonly O[]> {
  const outcomes: O[] = [];
  const waiting = values.values();
  const worker = async () => {
    while (hasTimeForMail(timeLeft)) {
      const { value, done } = waiting.next();
      if (done) return;
      try {
        outcomes.push(await work(value));
      } catch (error) {
        logger.error(failed, { error_type: error instanceof Error ? error.name : typeof error });
      }
    }
  };
  await Promise.all(Array.from({ length: parallelPieces }, worker));
  return outcomes;
}
