import { setTimeout as wait } from "node:timers/promises";

/**
 * Waits between two attempts: 50 ms after the first, twice as long after each further one, at most 2 s. A random half
 * of it keeps those apart who failed together.
 *
 * @param attempts how many failed so far, from 1.
 */
export async function backOff(attempts: number): Promise<void> {
  const longest = Math.min(50 * 2 ** (attempts - 1), 2_000);
  await wait(longest * (0.5 + Math.random() / 2));
}
