import { setTimeout as wait } from "node:timers/promises";
import type { AwsAnswer } from "../rig/aws-answer.ts";
import type { AwsCall } from "../rig/aws-call.ts";
import { openAwsEndpoint } from "../rig/aws-endpoint.ts";
import { startProcess } from "../rig/function-process.ts";
import type { Outcome } from "../rig/invocation.ts";
import { openRuntimeApi } from "../rig/runtime-api.ts";
import type { RunnableFunction } from "./runnable-function.ts";
import { type WorldClock, worldClockPreload } from "./world-clock.ts";

/** Answers a call of one process, which it may end meanwhile. */
export type AnswerCall = (call: AwsCall, caller: ExecutionEnvironment) => Promise<AwsAnswer | "no answer">;

export interface ExecutionEnvironmentProps {
  readonly runnable: RunnableFunction;
  /** Folder of the unpacked zip; processes of the same function share it. */
  readonly taskRoot: string;
  readonly clock: WorldClock;
  readonly answer: AnswerCall;
}

/** One process of a function in a world's time. It takes one invocation after the other. */
export interface ExecutionEnvironment {
  /** Whether it can take another invocation. */
  isAlive(): boolean;
  /** Whether it is gone, and has written all that it will ever write. */
  hasEnded(): boolean;
  /** Runs the function once. Never rejects: whatever happens is the outcome. */
  invoke(event: unknown): Promise<Outcome>;
  /** Ends the process at once, as a crash of its host would. */
  kill(): Promise<void>;
  /** Everything that it has written, standard output and error. */
  written(): string;
}

const startPollMilliseconds = 5;

/** Starts a process of a function, and waits until it asks for its first event or has failed to start. */
export async function startExecutionEnvironment(props: ExecutionEnvironmentProps): Promise<ExecutionEnvironment> {
  const { runnable, taskRoot, clock, answer } = props;
  const { client } = runnable;
  const root = process.cwd();
  const aws = await openAwsEndpoint((call) => answer(call, environment));
  const runtimeApi = await openRuntimeApi(runnable.arn, () => clock.now());
  const given = runnable.variables({ runtimeApi: runtimeApi.address, awsUrl: aws.url, taskRoot });
  const variables = { ...given, WORLD_CLOCK_FILE: clock.file };
  const running = startProcess({ root, client, taskRoot, variables, preloads: [worldClockPreload] });
  let isAlive = true;
  let hasEnded = false;
  const ended = running.exited.then(async (exit) => {
    isAlive = false;
    hasEnded = true;
    runtimeApi.abandon({ kind: "exit", ...exit });
    await Promise.all([aws.close(), runtimeApi.close()]);
  });
  const environment: ExecutionEnvironment = {
    isAlive: () => isAlive,
    hasEnded: () => hasEnded,
    invoke(event) {
      aws.calls.length = 0;
      const timeoutMilliseconds = runnable.timeoutSeconds * 1000;
      const timer = setTimeout(() => {
        isAlive = false;
        runtimeApi.abandon({ kind: "timeout" });
        void running.stop();
      }, clock.real(timeoutMilliseconds));
      return runtimeApi.invoke({ event, timeoutMilliseconds }).finally(() => clearTimeout(timer));
    },
    async kill() {
      isAlive = false;
      await running.stop();
      await ended;
    },
    written: () => running.written(),
  };
  // Lambda does not count the start of a process against its first invocation.
  while (runtimeApi.calls.length === 0 && isAlive) await wait(startPollMilliseconds);
  return environment;
}
