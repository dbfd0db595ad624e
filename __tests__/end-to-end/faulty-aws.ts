import type { AwsAnswer } from "../rig/aws-answer.ts";
import type { AwsCall } from "../rig/aws-call.ts";
import type { AwsBackend } from "./aws-backend.ts";
import { halfOf, type PublishedMessage, publishedMessages } from "./batch-calls.ts";
import { type CallFault, type CallFaultKind, faultyAnswer, fits } from "./call-fault.ts";
import type { ExecutionEnvironment } from "./execution-environment.ts";

/** An account whose calls go wrong as planned. */
export interface FaultyAws {
  /** Answers a call of a function. */
  answer(functionName: string, call: AwsCall, caller: ExecutionEnvironment): Promise<AwsAnswer | "no answer">;
  /** Begins a round: functions count their calls from 1 again. */
  plan(faults: readonly CallFault[]): void;
  /** Nothing goes wrong any more. */
  recover(): void;
  /** Calls of this round, in the order of arrival. */
  readonly calls: readonly { readonly functionName: string; readonly call: AwsCall }[];
  /** Faults that happened in this round. */
  readonly happened: readonly {
    readonly functionName: string;
    readonly kind: CallFaultKind;
    readonly operation: string;
  }[];
}

/** @param onPublished told of every message that a topic took, whether its sender learns of it or not. */
export function faultyAws(backend: AwsBackend, onPublished: (message: PublishedMessage) => void): FaultyAws {
  const counts = new Map<string, number>();
  const calls: { functionName: string; call: AwsCall }[] = [];
  const happened: { functionName: string; kind: CallFaultKind; operation: string }[] = [];
  let waiting: { fault: CallFault; left: number }[] = [];

  const next = (functionName: string, call: AwsCall): CallFaultKind | undefined => {
    const count = (counts.get(functionName) ?? 0) + 1;
    counts.set(functionName, count);
    const found = waiting.find(
      ({ fault }) => fault.functionName === functionName && fault.fromCall <= count && fits(fault.kind, call),
    );
    if (found === undefined) return undefined;
    found.left -= 1;
    waiting = waiting.filter(({ left }) => left > 0);
    happened.push({ functionName, kind: found.fault.kind, operation: call.operation });
    return found.fault.kind;
  };
  const carryOut = async (call: AwsCall): Promise<AwsAnswer> => {
    const answer = await backend.answer(call);
    for (const message of publishedMessages(call, answer)) onPublished(message);
    return answer;
  };
  return {
    async answer(functionName, call, caller) {
      calls.push({ functionName, call });
      const kind = next(functionName, call);
      if (kind === undefined) return carryOut(call);
      if (kind === "partial") {
        const half = halfOf(call);
        return half.complete(await carryOut(half.call));
      }
      const faulty = faultyAnswer(kind, call);
      if (faulty !== undefined) return faulty;
      if (kind !== "killed-before") await carryOut(call);
      if (kind !== "answer-lost") await caller.kill();
      return "no answer";
    },
    plan(faults) {
      counts.clear();
      calls.length = 0;
      happened.length = 0;
      waiting = faults.map((fault) => ({ fault, left: fault.times }));
    },
    recover() {
      waiting = [];
    },
    calls,
    happened,
  };
}
