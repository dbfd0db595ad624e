import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * The time of a world. It passes several times as fast as on this host, and can be put forward, so that hours of
 * retries and healing take seconds. Functions go by it because `world-clock.cjs` is loaded before them.
 */
export interface WorldClock {
  /** Where processes read it; the value of WORLD_CLOCK_FILE. */
  readonly file: string;
  /** Epoch milliseconds. */
  now(): number;
  /** Milliseconds on this host that some in the world take. */
  real(milliseconds: number): number;
  /** Puts the clock forward by some milliseconds. It never goes back. */
  advance(milliseconds: number): void;
  /** Removes the file. */
  remove(): void;
}

/** What the file holds: at `real` (this host's time) it was `world`, both in epoch milliseconds. */
interface Reading {
  readonly real: number;
  readonly world: number;
  readonly rate: number;
}

/** File that makes a process live in a world's time. */
export const worldClockPreload = "__tests__/end-to-end/world-clock.cjs";

/**
 * @param begin epoch milliseconds at which the world begins.
 * @param rate how many times as fast as on this host time passes.
 */
export function worldClock(begin: number, rate: number): WorldClock {
  const folder = mkdtempSync(join(tmpdir(), "world-clock-"));
  const file = join(folder, "now.json");
  let reading: Reading;
  const set = (world: number) => {
    reading = { real: Date.now(), world, rate };
    // Renamed into place: a process that reads it in between finds it whole.
    writeFileSync(`${file}.next`, JSON.stringify(reading));
    renameSync(`${file}.next`, file);
  };
  set(begin);
  const now = () => Math.floor(reading.world + (Date.now() - reading.real) * reading.rate);
  return {
    file,
    now,
    real: (milliseconds) => milliseconds / rate,
    advance: (milliseconds) => set(now() + Math.max(0, milliseconds)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
