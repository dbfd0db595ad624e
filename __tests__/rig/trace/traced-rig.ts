import { onTestFinished } from "vitest";
import type { LambdaContract } from "../../../lambdas/shared/contract/index.ts";
import { type MemoryAccount, memoryAccount } from "../../aws/memory-account.ts";
import { accountContent } from "../../end-to-end/account-content.ts";
import { secretText } from "../../end-to-end/secret-values.ts";
import type { AwsAnswer } from "../aws-answer.ts";
import type { AwsCall } from "../aws-call.ts";
import type { Invocation, Outcome } from "../invocation.ts";
import type { PackagedContract } from "../packaged-function.ts";
import { type Rig, type RigProps, startRig } from "../rig.ts";
import { type CapturedTrace, captureTrace, type TreeNode } from "./captured-trace.ts";
import type { Scenario } from "./scenarios.ts";
import { newTraceHeader, readTraceHeader, type TraceHeader } from "./trace-header.ts";

/** A function in its scenario: an account in memory behind it, and the trace of each of its invocations. */
export interface TracedRig {
  readonly rig: Rig;
  readonly account: MemoryAccount;
  /** Puts an empty account in the place of this one. */
  emptyAccount(): void;
  /** Answers calls that go wrong, in place of the account and of the world outside; undefined: this one does not. */
  fault: (call: AwsCall) => Fault | undefined | Promise<Fault | undefined>;
  /** Runs the function once as its scenario says, and waits until it would be frozen. */
  run(changes?: Partial<Invocation>): Promise<TracedInvocation>;
}

/** What a call that goes wrong gets. */
export type Fault = AwsAnswer | "no answer";

/** One invocation with everything that was captured of it. */
export interface TracedInvocation {
  readonly outcome: Outcome;
  readonly header: TraceHeader;
  /** What had arrived when the function asked for the next event. */
  readonly trace: CapturedTrace;
  /** What it called, AWS and others. */
  readonly calls: readonly AwsCall[];
  /** Requests with which it exported spans. */
  readonly exports: number;
}

export interface TracedRigProps extends Pick<RigProps, "client" | "variables"> {
  readonly scenario: Scenario;
  readonly packaged: PackagedContract;
}

/** Starts a function in its scenario; whoever starts it stops it. */
export async function startTracedRig({ scenario, packaged, ...props }: TracedRigProps): Promise<TracedRig> {
  const { settings } = scenario;
  const rig = await startRig({
    root: process.cwd(),
    ...packaged,
    ...props,
    ...(settings === undefined ? {} : { settings: (url: string) => settings(url) }),
  });
  let account = accountOf(packaged.contract);
  const usual = (call: AwsCall) =>
    call.service === "other" && scenario.outside !== undefined ? scenario.outside(call) : account.answer(call);
  rig.aws.answer = async (call) => (await traced.fault(call)) ?? usual(call);
  let rounds = 0;
  const traced: TracedRig = {
    rig,
    get account() {
      return account;
    },
    emptyAccount() {
      account = accountOf(packaged.contract);
    },
    fault: () => undefined,
    async run(changes = {}) {
      const event = scenario.prepare(account, rounds++);
      const [callsBefore, exportsBefore] = [rig.aws.calls.length, rig.collector.requests.length];
      const { traceHeader = newTraceHeader({ isSampled: true }) } = changes;
      const outcome = await rig.invoke({ event, ...changes, traceHeader });
      await rig.idle();
      const header = readTraceHeader(traceHeader);
      return {
        outcome,
        header,
        trace: captureTrace(rig.nodes(), header),
        calls: rig.aws.calls.slice(callsBefore),
        exports: rig.collector.requests.length - exportsBefore,
      };
    },
  };
  return traced;
}

/** As `startTracedRig`; it is gone when the test is finished. */
export async function tracedRig(props: TracedRigProps): Promise<TracedRig> {
  const traced = await startTracedRig(props);
  onTestFinished(() => traced.rig.stop());
  return traced;
}

function accountOf(contract: LambdaContract): MemoryAccount {
  const { tables, topics, secrets } = accountContent([contract]);
  return memoryAccount({
    tables: Object.fromEntries(tables.map(({ address, definition }) => [address, definition])),
    topics: topics.map(({ address }) => address),
    secrets: Object.fromEntries(secrets.map(({ address, definition }) => [address, secretText(definition)])),
  });
}

/** Each path of names in a trace, from the invocation down; calls to AWS are named with their operation. */
export function pathsOf({ roots }: Pick<CapturedTrace, "roots">): readonly string[] {
  const below = (prefix: string, nodes: readonly TreeNode[]): readonly string[] =>
    nodes.flatMap((node) => {
      const path = `${prefix}${nameOf(node)}`;
      return [path, ...below(`${path} > `, node.children)];
    });
  return below("", roots);
}

function nameOf({ name, aws }: TreeNode): string {
  return aws.operation === undefined ? name : `${name} ${aws.operation}`;
}
