import { ProblemError } from "../modules/problem.ts";

/** Addresses of this host, as URLs write them. Names are left out: what `localhost` is, a file decides. */
const loopback = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/;

/**
 * Refuses any address that is not on this host, so that a rehearsal can never reach AWS.
 *
 * @returns the address.
 * @throws ProblemError where it is anything but plain HTTP to a loopback address with a port.
 */
export function requireLoopback(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isSound =
    url !== undefined &&
    url.protocol === "http:" &&
    loopback.test(url.hostname) &&
    url.port !== "" &&
    url.username === "" &&
    url.password === "";
  if (isSound) return address;
  throw new ProblemError([
    {
      place: "rehearsal endpoint",
      found: address === "" ? "nothing" : address,
      expected: "http:// with a loopback address and a port, such as http://127.0.0.1:5000",
      remedy: "A rehearsal speaks to its own emulator alone; to change a real account, use npm run deploy.",
    },
  ]);
}
