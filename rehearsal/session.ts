import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ProblemError } from "../modules/problem.ts";
import { authorizeCall } from "./iam/authorize-call.ts";
import { authorizer } from "./iam/authorizer.ts";
import { policiesOfStates } from "./iam/policies-of-states.ts";
import { requireLoopback } from "./loopback-guard.ts";
import { startMoto } from "./moto/moto.ts";
import type { CallRecord } from "./supplement/call-record.ts";
import { services } from "./supplement/services.ts";
import { openSupplement } from "./supplement/supplement.ts";
import type { Provider } from "./terraform/provider.ts";

/** An emulated account with a directory for copies and states. */
export interface Session {
  /** Address of the emulated AWS. */
  readonly url: string;
  /** Absolute. */
  readonly directory: string;
  readonly provider: Provider;
  /** Whether this process keeps it open. */
  readonly isOwn: boolean;
  /** Every call until now; undefined where another process keeps the record. */
  readonly records: readonly CallRecord[] | undefined;
  /** Notes down where everything is, for rehearsals that go on with it. */
  keep(environments: readonly string[]): void;
  /** Ends the emulator and removes the directory; where the session belongs to another process, nothing happens. */
  close(): Promise<void>;
}

/** A session that another process keeps open. */
interface KeptSession {
  readonly processId: number;
  readonly url: string;
  readonly directory: string;
  readonly environments: readonly string[];
  readonly provider: Provider;
}

const folder = join(".cache", "rehearsal");
const keptFile = join(folder, "kept.json");

/** Makes a directory for the copies and states of a rehearsal. */
export function makeDirectory(): string {
  mkdirSync(folder, { recursive: true });
  return resolve(mkdtempSync(join(folder, "run-")));
}

/** Starts an emulated account; it takes the directory over and removes it at its end. */
export async function startSession(directory: string, provider: Provider, accountId: string): Promise<Session> {
  const moto = await startMoto({ accountId, managedPolicies: true });
  const authorize = authorizeCall(authorizer(policiesOfStates(directory)));
  const supplement = await openSupplement({ emulatorUrl: moto.url, accountId, services, authorize });
  let isKept = false;
  return {
    url: supplement.url,
    directory,
    provider,
    isOwn: true,
    records: supplement.records,
    keep(environments) {
      const kept: KeptSession = { processId: process.pid, url: supplement.url, directory, environments, provider };
      writeFileSync(keptFile, JSON.stringify(kept));
      isKept = true;
    },
    async close() {
      if (isKept) rmSync(keptFile, { force: true });
      await supplement.close();
      await moto.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/**
 * Joins the session that another process keeps open.
 *
 * @throws ProblemError where there is none, or it is of other environments.
 */
export function joinSession(environments: readonly string[]): Session {
  const kept = keptSession();
  if (kept === undefined)
    throw new ProblemError([noSession("no rehearsal that is kept", `npm run rehearse -- ${environments[0]} --keep`)]);
  const missing = environments.filter((environment) => !kept.environments.includes(environment));
  if (missing.length > 0)
    throw new ProblemError([
      noSession(`a kept rehearsal of ${kept.environments.join(", ")}`, `npm run rehearse -- ${missing[0]} --keep`),
    ]);
  const { url, directory, provider } = kept;
  return {
    url: requireLoopback(url),
    directory,
    provider,
    isOwn: false,
    records: undefined,
    keep: () => {},
    close: async () => {},
  };
}

/** The session that a living process keeps open; undefined where there is none. */
export function keptSession(): KeptSession | undefined {
  if (!existsSync(keptFile)) return undefined;
  const kept = JSON.parse(readFileSync(keptFile, "utf8")) as KeptSession;
  return isAlive(kept.processId) && existsSync(kept.directory) ? kept : undefined;
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}

function noSession(found: string, call: string) {
  return {
    place: "rehearsal --from",
    found,
    expected: "a rehearsal of the same environments that was begun with --keep and still runs",
    remedy: `Begin one in another terminal: ${call}`,
  };
}
