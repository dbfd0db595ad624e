import type {
  Chunk,
  InvocationError,
  InvocationExit,
  InvocationResponse,
  InvocationTimeout,
  Outcome,
  RuntimeError,
  Sent,
} from "./invocation.ts";

/** An invocation as the Runtime API hands it out. */
export interface Handout {
  readonly requestId: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Gives an invocation to the function that asked for one. */
export type Taker = (handout: Handout) => void;

/** How invocations end when the process is gone. */
export type Ending = Omit<InvocationExit, keyof Sent> | Omit<InvocationTimeout, keyof Sent>;

interface OpenInvocation {
  readonly chunks: Chunk[];
  readonly resolve: (outcome: Outcome) => void;
}

/** The invocations of one function process that have not ended. They are handed out one by one, in order. */
export function openInvocations() {
  const waiting: Handout[] = [];
  const open = new Map<string, OpenInvocation>();
  let taker: Taker | undefined;
  let initError: InvocationError | undefined;
  let ending: Ending | undefined;
  let tellIdle: (() => void)[] = [];

  const nowIdle = (): void => {
    for (const tell of tellIdle) tell();
    tellIdle = [];
  };
  const handOut = (): void => {
    const take = taker;
    const next = take === undefined ? undefined : waiting.shift();
    if (take !== undefined && next === undefined) nowIdle();
    if (take === undefined || next === undefined) return;
    taker = undefined;
    take(next);
  };
  const end = (requestId: string, how: InvocationResponse | InvocationError): void => {
    open.get(requestId)?.resolve({ requestId, ...how });
    open.delete(requestId);
  };
  const abandon = (how: Ending): void => {
    ending ??= how;
    waiting.length = 0;
    for (const [requestId, { chunks, resolve }] of open) resolve({ requestId, ...how, chunks, body: textOf(chunks) });
    open.clear();
    nowIdle();
  };
  return {
    /** Adds an invocation. After an error at the start, or the end of the process, it ends at once in the same way. */
    add: (handout: Handout): Promise<Outcome> =>
      new Promise((resolve) => {
        open.set(handout.requestId, { chunks: [], resolve });
        if (initError !== undefined) return end(handout.requestId, initError);
        if (ending !== undefined) return abandon(ending);
        waiting.push(handout);
        handOut();
      }),
    /** The function asks for the next one. */
    ask(take: Taker): void {
      taker = take;
      handOut();
    },
    /** Resolves once the function waits for an event and there is none, or is gone. */
    idle: (): Promise<void> =>
      new Promise((resolve) => {
        tellIdle.push(resolve);
        if (taker !== undefined || ending !== undefined || initError !== undefined) nowIdle();
      }),
    /** The function does not wait any more. */
    withdraw(take: Taker): void {
      if (taker === take) taker = undefined;
    },
    /** Where the parts of an invocation's response go; undefined where it is not open. */
    chunksOf: (requestId: string): Chunk[] | undefined => open.get(requestId)?.chunks,
    end,
    /** The function could not start: all invocations fail, these and those to come. */
    failInit(error: RuntimeError): void {
      initError = { kind: "error", phase: "init", error };
      waiting.length = 0;
      for (const requestId of [...open.keys()]) end(requestId, initError);
    },
    /** The process is gone: what it had sent until then is all there is. */
    abandon,
  };
}

/** The text of what was received in parts. */
export function textOf(chunks: readonly Chunk[]): string {
  return Buffer.concat(chunks.map(({ bytes }) => bytes)).toString("utf8");
}
