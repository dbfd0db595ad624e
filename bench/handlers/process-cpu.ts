import { readdirSync, readFileSync } from "node:fs";

/** CPU time of a running process until now, milliseconds; undefined where the system does not tell. */
export function cpuMilliseconds(processId: number | undefined): number | undefined {
  try {
    const threads = readdirSync(`/proc/${processId}/task`);
    // The kernel's own account, in nanoseconds: the usual one has hundredths of a second.
    const times = threads.map((id) =>
      Number(readFileSync(`/proc/${processId}/task/${id}/schedstat`, "utf8").split(" ")[0]),
    );
    return times.reduce((sum, time) => sum + time, 0) / 1e6;
  } catch {
    return undefined;
  }
}
