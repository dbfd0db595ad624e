import type { Outcome } from "../rig/invocation.ts";
import type { PublishedMessage } from "./batch-calls.ts";
import { topicEvent } from "./events.ts";
import type { FunctionPool } from "./function-pool.ts";
import type { Random } from "./random.ts";
import type { Triggers } from "./triggers.ts";
import type { WorldClock } from "./world-clock.ts";

/** An event that waits for its function. */
interface Delivery {
  readonly functionName: string;
  readonly event: unknown;
  /** Attempts that failed. */
  failures: number;
  readonly ended: (hasSucceeded: boolean) => void;
}

/**
 * What stands between events and functions: asynchronous invocations are tried three times, then they are dead letters;
 * messages of topics come at least once, in any order.
 */
export interface Platform {
  /** Invokes a function asynchronously. Resolves when it succeeded (true) or its event became a dead letter. */
  invoke(functionName: string, event: unknown): Promise<boolean>;
  /** Hands a message to every function that subscribes to its topic. */
  deliver(message: PublishedMessage): void;
  /** Resolves when nothing is under way any more. */
  quiet(): Promise<void>;
  /** Hands the dead letters out again. */
  redrive(): Promise<void>;
  /** Dead letters. */
  deadLetters(): number;
  /** Events that were handed out since the last call of `disturb`, each attempt once. */
  attempts(): number;
  /** Functions that were stopped because their time was up, since the last call of `disturb`, each time once. */
  timedOut(): readonly string[];
  /** How deliveries go from now on: their order, and the share of messages that come twice. */
  disturb(order: Random, duplicates: number): void;
}

/** Attempts of an asynchronous invocation (AWS Lambda developer guide, Asynchronous invocation). */
const attemptsPerEvent = 3;

/** Deliveries that the platform has under way at the same time. */
const parallelDeliveries = 3;

export interface PlatformProps {
  readonly triggers: Pick<Triggers, "subscribers">;
  readonly pools: ReadonlyMap<string, FunctionPool>;
  readonly clock: WorldClock;
  readonly order: Random;
}

export function platform({ triggers, pools, clock, order }: PlatformProps): Platform {
  const queue: Delivery[] = [];
  let dead: Delivery[] = [];
  let underWay = 0;
  let attempts = 0;
  let timedOut: string[] = [];
  let random = order;
  let duplicates = 0;
  let whenQuiet: (() => void)[] = [];

  const pump = (): void => {
    while (underWay < parallelDeliveries && queue.length > 0) {
      const [delivery] = queue.splice(random.integer(0, queue.length - 1), 1);
      if (delivery !== undefined) void attempt(delivery);
    }
    if (underWay > 0 || queue.length > 0) return;
    for (const tell of whenQuiet) tell();
    whenQuiet = [];
  };
  const attempt = async (delivery: Delivery): Promise<void> => {
    underWay += 1;
    attempts += 1;
    const outcome = await poolOf(pools, delivery.functionName).invoke(delivery.event);
    underWay -= 1;
    if (outcome.kind === "timeout") timedOut.push(delivery.functionName);
    if (hasSucceeded(outcome)) delivery.ended(true);
    else {
      delivery.failures += 1;
      if (delivery.failures < attemptsPerEvent) queue.push(delivery);
      else {
        dead.push(delivery);
        delivery.ended(false);
      }
    }
    pump();
  };
  const add = (functionName: string, event: unknown): Promise<boolean> =>
    new Promise((ended) => {
      queue.push({ functionName, event, failures: 0, ended });
      pump();
    });
  const quiet = (): Promise<void> =>
    new Promise((resolve) => {
      whenQuiet.push(resolve);
      pump();
    });
  return {
    invoke: add,
    deliver(message) {
      for (const name of triggers.subscribers(message.topicArn))
        for (let times = random.chance(duplicates) ? 2 : 1; times > 0; times--)
          void add(name, topicEvent(message, clock.now()));
    },
    quiet,
    async redrive() {
      const letters = dead;
      dead = [];
      for (const { functionName, event } of letters) void add(functionName, event);
      await quiet();
    },
    deadLetters: () => dead.length,
    attempts: () => attempts,
    timedOut: () => timedOut,
    disturb(nextOrder, share) {
      random = nextOrder;
      duplicates = share;
      attempts = 0;
      timedOut = [];
    },
  };
}

/** Whether the function gave a whole answer. */
export function hasSucceeded(outcome: Outcome): boolean {
  return outcome.kind === "response" && outcome.failure === undefined;
}

/** @throws Error where there is no such function. */
export function poolOf(pools: ReadonlyMap<string, FunctionPool>, functionName: string): FunctionPool {
  const pool = pools.get(functionName);
  if (pool === undefined) throw new Error(`There is no function ${functionName}`);
  return pool;
}
