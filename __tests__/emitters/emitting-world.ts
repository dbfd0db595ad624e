import { xmlError } from "../aws/form-notation.ts";
import { ServiceError } from "../aws/service-error.ts";
import { memoryBackend } from "../end-to-end/memory-backend.ts";
import { openWorld, type World } from "../end-to-end/world.ts";
import type { EmittedMetric } from "../helpers/embedded-metrics.ts";
import type { StackRow } from "../helpers/sentiment-stacks.ts";
import type { AwsAnswer } from "../rig/aws-answer.ts";
import { type AwsCall, metricsOfCall } from "../rig/aws-call.ts";
import { readOutput } from "../rig/function-output.ts";
import type { PackagedContract } from "../rig/packaged-function.ts";
import { deployedVariables } from "./deployed-variables.ts";

/** The six functions of an environment on this host, and everything that they emit. */
export interface EmittingWorld extends World {
  /** Runs `work` while AWS refuses some calls, with an error that no retry overcomes unless another one is given. */
  refusing<T>(isRefused: (call: AwsCall) => boolean, work: () => Promise<T>, errorType?: string): Promise<T>;
}

/** What functions emitted. */
export interface Emitted {
  /** What reached CloudWatch: in lines of embedded metric format, and by calls that it accepted. */
  readonly metrics: readonly EmittedMetric[];
  /** All other lines. */
  readonly lines: readonly string[];
}

/** How many times as fast as on this host time passes: no time-out may end a call on a busy host. */
const rate = 2;

/** Variables whose values are this host's: servers that stand in for others, and a shorter wait. */
const ownVariables = ["TIINGO_URL", "FINNHUB_URL", "SENDGRID_URL", "SSE_POLL_INTERVAL_SECONDS"];

/** Lets something happen to functions that have the variables which a stack gives them, and gathers what they emit. */
export async function emittedBy(
  row: StackRow,
  functions: readonly PackagedContract[],
  happen: (world: EmittingWorld) => Promise<void>,
): Promise<Emitted> {
  const accepted: EmittedMetric[] = [];
  let refused: { isRefused: (call: AwsCall) => boolean; errorType: string } | undefined;
  const world = await openWorld({
    functions,
    rate,
    settings: { "sse-streaming": { SSE_POLL_INTERVAL_SECONDS: 1 } },
    variables: (contract) => withoutOwn(deployedVariables(row, contract)),
    async openBackend(content) {
      const account = await memoryBackend(content);
      const answer = async (call: AwsCall) => {
        if (refused?.isRefused(call)) return refusal(call, refused.errorType);
        const answered = await account.answer(call);
        if ((answered.status ?? 200) === 200) accepted.push(...metricsOfCall(call));
        return answered;
      };
      return { ...account, answer };
    },
  });
  const refusing: EmittingWorld["refusing"] = async (isRefused, work, errorType = "AccessDeniedException") => {
    refused = { isRefused, errorType };
    return work().finally(() => {
      refused = undefined;
    });
  };
  // What functions wrote is read completely when they are gone.
  await happen({ ...world, refusing }).finally(() => world.close());
  const { metrics, logs } = readOutput(world.takeOutput());
  return { metrics: [...accepted, ...metrics], lines: logs.map(({ text }) => text) };
}

function withoutOwn(variables: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !ownVariables.includes(name)));
}

function refusal({ service }: AwsCall, errorType: string): AwsAnswer {
  const error = new ServiceError(errorType, "Refused");
  const { type, message, status } = error;
  return { status, body: service === "SNS" ? xmlError(error) : { __type: type, message } };
}
