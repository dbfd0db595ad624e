import { setTimeout as wait } from "node:timers/promises";
import { packagedFunctions } from "../../__tests__/rig/packaged-function.ts";
import { runtimeClients } from "../../__tests__/rig/runtime-clients.ts";
import type { Scenario } from "../../__tests__/rig/trace/scenarios.ts";
import { startTracedRig, type TracedRig } from "../../__tests__/rig/trace/traced-rig.ts";
import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import { functionsOf } from "../../modules/synthesis/stack-definition.ts";
import { stacks } from "../../stacks/index.ts";
import type { Session } from "../session.ts";

/** What switches the tracing of a deployed function off. */
const killSwitches: Readonly<Record<LambdaContract["tracing"], Readonly<Record<string, string>>>> = {
  "x-ray": { POWERTOOLS_TRACE_ENABLED: "false" },
  "open-telemetry": { OTEL_SDK_DISABLED: "true" },
};

/** One packaged function in two processes, each with an account of its own. */
export interface BothWays {
  readonly traced: TracedRig;
  /** The same with the kill switch on. */
  readonly untraced: TracedRig;
}

/**
 * Runs `work` with a function in its scenario, traced and untraced.
 *
 * @param awsMilliseconds what every call takes beside the time of the account in memory.
 */
export async function withBothWays<T>(
  { root, signal }: Session,
  scenario: Scenario,
  awsMilliseconds: number,
  work: (rigs: BothWays) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const requests = functionsOf(stacks).filter(({ functionName }) => functionName === scenario.functionName);
  const [packaged] = await packagedFunctions(root, requests);
  if (packaged === undefined) throw new Error(`There is no function ${scenario.functionName}`);
  const started: TracedRig[] = [];
  const start = async (variables: Readonly<Record<string, string>>) => {
    const rig = await startTracedRig({ scenario, packaged, client: runtimeClients["4"], variables });
    started.push(rig);
    if (awsMilliseconds > 0) rig.fault = () => wait(awsMilliseconds, undefined);
    return rig;
  };
  const stop = () => Promise.all(started.map(({ rig }) => rig.stop()));
  const abort = () => void stop();
  signal.addEventListener("abort", abort);
  try {
    return await work({ traced: await start({}), untraced: await start(killSwitches[packaged.contract.tracing]) });
  } finally {
    signal.removeEventListener("abort", abort);
    await stop();
    signal.throwIfAborted();
  }
}
