import { spawn } from "node:child_process";
import { join } from "node:path";
import type { RuntimeClient } from "./runtime-clients.ts";

export interface FunctionProcessProps {
  /** The project's folder. */
  readonly root: string;
  readonly client: RuntimeClient;
  /** Folder of the unpacked zip. */
  readonly taskRoot: string;
  /** The whole environment; nothing is added. */
  readonly variables: Readonly<Record<string, string>>;
  /** Files that are loaded before the client, below the project's folder. Default: none. */
  readonly preloads?: readonly string[];
}

/** How a process ended. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: string | null;
}

/** A function under a runtime client, in a process of its own. */
export interface FunctionProcess {
  readonly processId: number | undefined;
  /** When it has ended and all that it wrote is read. */
  readonly exited: Promise<ProcessExit>;
  /** What it has written until now, standard output and error in the order of arrival. */
  written(): string;
  /** Ends it at once, whatever it does, and waits until it is gone. */
  stop(): Promise<void>;
}

/** Starts a function. */
export function startProcess(props: FunctionProcessProps): FunctionProcess {
  const { root, client, taskRoot, variables, preloads = [] } = props;
  const required = [...preloads, "__tests__/rig/rapid-client.cjs"].flatMap((file) => ["--require", join(root, file)]);
  const child = spawn(process.execPath, [...required, join(root, client.entryPoint)], {
    cwd: taskRoot,
    env: { ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
  const exited = new Promise<ProcessExit>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
  return {
    processId: child.pid,
    exited,
    written: () => Buffer.concat(chunks).toString("utf8"),
    async stop() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
