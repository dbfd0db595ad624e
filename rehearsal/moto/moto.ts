import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { motoCommand, motoInstallation } from "./installation.ts";

/** A moto server: an emulated AWS account in a process of its own. */
export interface Moto {
  /** Value of AWS_ENDPOINT_URL. */
  readonly url: string;
  /** Forgets everything. */
  reset(): Promise<void>;
  /** Ends the process and waits until it is gone. */
  stop(): Promise<void>;
}

/** The account that moto plays where nothing else is asked for; names and ARNs of tests are of this account. */
const defaultAccountId = "111122223333";

const startMilliseconds = 30_000;

export interface MotoOptions {
  /** Account that moto plays. Default: the documentation account. */
  readonly accountId?: string;
  /** Whether the policies exist that AWS manages; moto takes longer to start with them. Default: false. */
  readonly managedPolicies?: boolean;
}

/**
 * Starts moto on a free port of this host.
 *
 * @throws Error where it is not installed, or does not answer within half a minute.
 */
export async function startMoto({
  accountId = defaultAccountId,
  managedPolicies = false,
}: MotoOptions = {}): Promise<Moto> {
  const [command, ...args] = motoCommand() ?? [];
  if (command === undefined) throw new Error(`moto is not installed: ${motoInstallation}`);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = spawn(command, [...args, "-H", "127.0.0.1", "-p", String(port)], {
    stdio: "ignore",
    env: {
      ...process.env,
      MOTO_ACCOUNT_ID: accountId,
      ...(managedPolicies ? { MOTO_IAM_LOAD_MANAGED_POLICIES: "true" } : {}),
    },
  });
  const gone = new Promise<void>((resolve) => server.once("close", () => resolve()));
  const stop = async () => {
    server.kill("SIGKILL");
    await gone;
  };
  try {
    await untilItAnswers(url, server);
  } catch (error) {
    await stop();
    throw error;
  }
  const reset = async () => {
    const { ok, status } = await fetch(`${url}/moto-api/reset`, { method: "POST" });
    if (!ok) throw new Error(`moto answered to a reset with status ${status}`);
  };
  return { url, reset, stop };
}

async function untilItAnswers(url: string, server: ChildProcess): Promise<void> {
  const until = Date.now() + startMilliseconds;
  while (Date.now() < until) {
    if (server.exitCode !== null) throw new Error(`moto ended at its start with code ${server.exitCode}`);
    const answered = await fetch(`${url}/moto-api/data.json`).then(
      (response) => response.arrayBuffer().then(() => response.ok),
      () => false,
    );
    if (answered) return;
    await wait(50);
  }
  throw new Error("moto did not answer within half a minute");
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (address !== null && typeof address === "object" ? resolve(address.port) : reject()));
    });
  });
}
