import { mkdirSync, rmdirSync, statSync } from "node:fs";
import { setTimeout } from "node:timers/promises";

const retryMilliseconds = 20;
/** Publishing takes a fraction of a second: a lock of this age was left behind by a run that was killed. */
const abandonedMilliseconds = 10_000;

/** Runs work while no other process runs work under the same lock, a folder that exists as long as the work does. */
export async function exclusive<T>(lock: string, work: () => T): Promise<T> {
  while (!acquired(lock)) await setTimeout(retryMilliseconds);
  try {
    return work();
  } finally {
    removeFolder(lock);
  }
}

function acquired(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const created = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  if (Date.now() - created > abandonedMilliseconds) removeFolder(lock);
  return false;
}

/** Another process may have removed it, taking it for abandoned. */
function removeFolder(folder: string): void {
  try {
    rmdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}
