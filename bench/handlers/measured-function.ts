import { existsSync, readFileSync } from "node:fs";
import { packagedFunctions } from "../../__tests__/rig/packaged-function.ts";
import { type Rig, type RigProps, startRig } from "../../__tests__/rig/rig.ts";
import { runtimeClients } from "../../__tests__/rig/runtime-clients.ts";
import { functionsOf } from "../../modules/synthesis/stack-definition.ts";
import { stacks } from "../../stacks/index.ts";
import type { Session } from "../session.ts";
import type { BenchAccount } from "./account.ts";

/** A packaged function under the real runtime client, on an account in this process's memory. */
export interface MeasuredFunction extends Pick<Rig, "invoke"> {
  /** Calls of AWS until now. */
  awsCalls(): number;
  /** Largest resident memory of the process until now; undefined where the system does not tell. */
  peakMemoryBytes(): number | undefined;
}

/** Runs `work` with a function that is started for it, and stopped after it in every outcome. */
export async function withFunction<T>(
  { root, signal }: Session,
  name: string,
  account: BenchAccount,
  props: Pick<RigProps, "settings" | "variables">,
  work: (measured: MeasuredFunction) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const requests = functionsOf(stacks).filter(({ functionName }) => functionName === name);
  const [packaged] = await packagedFunctions(root, requests);
  if (packaged === undefined) throw new Error(`There is no function ${name}`);
  const rig = await startRig({ root, ...packaged, client: runtimeClients["4"], ...props });
  rig.aws.answer = (call) => account.answer(call);
  const stop = () => void rig.stop();
  signal.addEventListener("abort", stop);
  try {
    return await work({
      invoke: (invocation) => rig.invoke(invocation),
      awsCalls: () => rig.aws.calls.length,
      peakMemoryBytes: () => peakMemory(rig.processId),
    });
  } finally {
    signal.removeEventListener("abort", stop);
    await rig.stop();
    signal.throwIfAborted();
  }
}

/** The high-water mark that Linux keeps of a process. */
function peakMemory(processId: number | undefined): number | undefined {
  const file = `/proc/${processId}/status`;
  if (!existsSync(file)) return undefined;
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(file, "utf8")) ?? [];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}

/**
 * Invokes a function that has to succeed.
 *
 * @returns milliseconds from the event to its answer, and the answer.
 */
export async function timed(
  { invoke }: MeasuredFunction,
  event: unknown,
): Promise<{ readonly milliseconds: number; readonly body: string }> {
  const begin = performance.now();
  const outcome = await invoke({ event });
  const milliseconds = performance.now() - begin;
  if (outcome.kind === "response" && outcome.failure === undefined) return { milliseconds, body: outcome.body };
  const reason = outcome.kind === "error" ? `${outcome.error.errorType}: ${outcome.error.errorMessage}` : outcome.kind;
  throw new Error(`The function failed: ${reason}`);
}
