import { setTimeout as wait } from "node:timers/promises";
import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import type { SettingValues } from "../../modules/functions/environment-variables.ts";
import type { AwsAnswer } from "../rig/aws-answer.ts";
import type { AwsCall } from "../rig/aws-call.ts";
import { openAwsEndpoint } from "../rig/aws-endpoint.ts";
import { startProcess } from "../rig/function-process.ts";
import { deployedName, functionVariables } from "../rig/function-variables.ts";
import type { Outcome } from "../rig/invocation.ts";
import { openRuntimeApi } from "../rig/runtime-api.ts";
import { runtimeClients } from "../rig/runtime-clients.ts";
import { type WorldClock, worldClockPreload } from "./world-clock.ts";

/** Answers a call of one process, which it may end meanwhile. */
export type AnswerCall = (call: AwsCall, caller: ExecutionEnvironment) => Promise<AwsAnswer | "no answer">;

export interface ExecutionEnvironmentProps {
  readonly contract: LambdaContract;
  /** Folder of the unpacked zip; processes of the same function share it. */
  readonly taskRoot: string;
  readonly settings: SettingValues;
  /** Variables that are different from what the rig gives. Default: none. */
  readonly variables?: Readonly<Record<string, string>>;
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
  const { contract, taskRoot, settings, clock, answer } = props;
  const root = process.cwd();
  const client = runtimeClients["4"];
  const aws = await openAwsEndpoint((call) => answer(call, environment));
  const functionArn = `arn:aws:lambda:us-east-1:111122223333:function:${deployedName(contract)}`;
  const runtimeApi = await openRuntimeApi(functionArn, () => clock.now());
  const given = { contract, settings, client, runtimeApi: runtimeApi.address, awsUrl: aws.url, taskRoot };
  const variables = { ...functionVariables(given), ...props.variables, WORLD_CLOCK_FILE: clock.file };
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
      const timeoutMilliseconds = contract.timeoutSeconds * 1000;
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
