import { describe, expect, it } from "vitest";
import { measureProcess } from "../../bench/measure-process.ts";

const never = new AbortController().signal;
/** Code that uses 0.2 s of processor time, however busy the machine is. */
const busyWork = "while (process.cpuUsage().user < 200_000) for (let index = 0; index < 1e6; index += 1);";

function measure(code: string, signal = never) {
  return measureProcess({ directory: process.cwd(), args: ["--eval", code], environment: process.env }, signal);
}

// Processes start late on a busy machine.
describe("measuring a process", { timeout: 30_000 }, () => {
  it("measures the time from the start of a process to its end, and its largest memory", async () => {
    const [idle, busy] = [await measure(""), await measure(`${busyWork} Buffer.alloc(100e6, 1);`)];

    expect(busy.wallSeconds).toBeGreaterThan(0.15);
    expect(busy.cpuSeconds).toBeGreaterThan(idle.cpuSeconds + 0.1);
    expect(busy.peakMemoryBytes).toBeGreaterThan(idle.peakMemoryBytes + 90e6);
  });

  it("does not count the memory of the process that measures", async () => {
    const ballast = Buffer.alloc(200e6, 1);

    const { peakMemoryBytes } = await measure("");

    expect(peakMemoryBytes).toBeLessThan(ballast.length);
  });

  describe.runIf(process.platform === "linux")("on Linux, the processor time includes", () => {
    it.each([
      ["what has ended", "execFileSync(process.execPath, ['--eval', work]);"],
      [
        "what still runs",
        `const child = spawn(process.execPath, ["--eval", work + "console.log(); setTimeout(() => {}, 60_000);"]);
       process.once("exit", () => child.kill());
       child.stdout.once("data", () => process.exit());`,
      ],
    ])("%s", async (_, start) => {
      const imports = 'const { execFileSync, spawn } = require("node:child_process");';

      const { cpuSeconds } = await measure(`${imports} const work = ${JSON.stringify(busyWork)}; ${start}`);

      expect(cpuSeconds).toBeGreaterThan(0.19);
    });
  });

  it("says what a process that fails wrote on stderr", async () => {
    const measurement = measure('console.error("no such file"); process.exit(3);');

    await expect(measurement).rejects.toThrow(/failed:\nno such file$/);
  });

  it("stops the process when it is told to", async () => {
    const stopped = new AbortController();
    const begin = performance.now();

    const measurement = measure("setTimeout(() => {}, 60_000);", stopped.signal);
    setTimeout(() => stopped.abort(), 200);

    await expect(measurement).rejects.toThrow("aborted");
    expect(performance.now() - begin).toBeLessThan(25_000);
  });
});
