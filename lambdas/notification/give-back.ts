import { logger } from "./runtime.ts";

/** Gives something back after a failure, which is what is thrown, whether or not giving back succeeds. */
export async function tryToGiveBack(what: string, work: () => Promise<void>): Promise<void> {
  await work().catch((error: unknown) =>
    logger.error(`${what} was not given back`, { error_type: error instanceof Error ? error.name : typeof error }),
  );
}
