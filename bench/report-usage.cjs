// Preloaded into measured processes: when one ends, it writes what it used, as JSON, to file descriptor 3.
const { readdirSync, readFileSync, writeSync } = require("node:fs");

/** Unit of the times in /proc: Linux shows hundredths of a second on every processor that Node runs on. */
const ticksPerSecond = 100;

/** Text of a file below /proc; empty where the system has none, or where the process is gone. */
function read(file) {
  try {
    return readFileSync(`/proc/${file}`, "utf8");
  } catch {
    return "";
  }
}

/** Times of a process in ticks: its own, and that of its children that have ended. */
function ticks(id) {
  const [, , , , , , , , , , , user = 0, system = 0, childrenUser = 0, childrenSystem = 0] = read(`${id}/stat`)
    .replace(/^.*\) /s, "")
    .split(" ")
    .map(Number);
  return { own: user + system, ended: childrenUser + childrenSystem };
}

function running(id) {
  try {
    return readdirSync(`/proc/${id}/task`).flatMap((task) => read(`${id}/task/${task}/children`).match(/\d+/g) ?? []);
  } catch {
    return [];
  }
}

/** Ticks of everything that a process started, whether it has ended or not. */
function ticksOfDescendants(id) {
  const times = running(id).map((child) => ticks(child).own + ticksOfDescendants(child));
  return times.reduce((sum, each) => sum + each, ticks(id).ended);
}

process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  // Linux counts the size of the parent at the start into maxRSS; its high-water mark begins with the program.
  const highWaterMark = /^VmHWM:\s*(\d+) kB$/m.exec(read("self/status"))?.[1];
  const usage = {
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 + ticksOfDescendants("self") / ticksPerSecond,
    peakMemoryBytes: Number(highWaterMark ?? maxRSS) * 1024,
  };
  writeSync(3, JSON.stringify(usage));
});
