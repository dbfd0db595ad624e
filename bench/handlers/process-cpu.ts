import { readdirSync, readFileSync } from "node:fs";

/** CPU time of a running process until now, milliseconds; undefined where the system does not tell. */
export function cpuMilliseconds(processId: number | undefined): number | undefined {
  try {
    const threads = readdirSync(`/proc/${processId}/task`);
    return threads.reduce((sum, thread) => sum + threadMilliseconds(processId, thread), 0);
  } catch {
    return undefined;
  }
}

/** As `cpuMilliseconds`, of the one thread that runs JavaScript: what others do beside it delays no answer. */
export function handlerCpuMilliseconds(processId: number | undefined): number | undefined {
  try {
    return threadMilliseconds(processId, String(processId));
  } catch {
    return undefined;
  }
}

/** The kernel's own account, in nanoseconds: the usual one has hundredths of a second. */
function threadMilliseconds(processId: number | undefined, thread: string): number {
  return Number(readFileSync(`/proc/${processId}/task/${thread}/schedstat`, "utf8").split(" ")[0]) / 1e6;
}
