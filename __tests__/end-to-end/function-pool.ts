import type { Outcome } from "../rig/invocation.ts";
import { unpackZip } from "../rig/unpacked-zip.ts";
import {
  type ExecutionEnvironment,
  type ExecutionEnvironmentProps,
  startExecutionEnvironment,
} from "./execution-environment.ts";

export interface FunctionPoolProps extends Omit<ExecutionEnvironmentProps, "taskRoot"> {
  /** Invocations that run at the same time. */
  readonly concurrency: number;
}

/** What a function has logged, and in how many invocations. */
export interface Logged {
  readonly invocations: number;
  readonly text: string;
}

/** A deployed function: as many processes as invocations run at the same time, kept for those that come later. */
export interface FunctionPool {
  /** Runs the function once, as soon as a process is free. Never rejects: whatever happens is the outcome. */
  invoke(event: unknown): Promise<Outcome>;
  /** Everything that its processes have written since the last time that somebody took it. */
  takeOutput(): string;
  /** Invocations that have ended, and everything that was written meanwhile, taken or not. */
  logged(): Logged;
  /** Processes that were started. */
  started(): number;
  /** Ends all processes. */
  stop(): Promise<void>;
}

export function functionPool({ concurrency, ...props }: FunctionPoolProps): FunctionPool {
  const { folder: taskRoot, remove } = unpackZip(props.runnable.zip);
  const all = new Map<ExecutionEnvironment, number>();
  const idle: ExecutionEnvironment[] = [];
  const waiting: (() => void)[] = [];
  let running = 0;
  let started = 0;
  let invocations = 0;
  let past = "";
  const start = async () => {
    const environment = await startExecutionEnvironment({ ...props, taskRoot });
    started += 1;
    all.set(environment, 0);
    return environment;
  };
  const aliveAndIdle = () => {
    for (;;) {
      const found = idle.pop();
      if (found === undefined || found.isAlive()) return found;
    }
  };
  return {
    async invoke(event) {
      while (running >= concurrency) await new Promise<void>((resolve) => waiting.push(resolve));
      running += 1;
      try {
        const environment = aliveAndIdle() ?? (await start());
        const outcome = await environment.invoke(event);
        invocations += 1;
        if (environment.isAlive()) idle.push(environment);
        return outcome;
      } finally {
        running -= 1;
        waiting.shift()?.();
      }
    },
    takeOutput() {
      const parts: string[] = [];
      for (const [environment, taken] of all) {
        const written = environment.written();
        parts.push(written.slice(taken));
        if (environment.hasEnded()) {
          all.delete(environment);
          past += written;
        } else all.set(environment, written.length);
      }
      return parts.join("");
    },
    logged: () => ({ invocations, text: past + [...all.keys()].map((each) => each.written()).join("") }),
    started: () => started,
    async stop() {
      await Promise.all([...all.keys()].map((environment) => environment.kill()));
      remove();
    },
  };
}
