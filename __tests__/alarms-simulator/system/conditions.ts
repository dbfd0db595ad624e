import type { NewsSource } from "../../../lambdas/shared/sentiment/items.ts";

/** Something of each function, by its name; functions that are not named are well. */
type ByFunction<T> = Readonly<Record<string, T>>;

/** What DynamoDB does to a table in a minute. */
export interface TableTrouble {
  readonly systemErrors?: number;
  readonly readThrottles?: number;
  readonly writeThrottles?: number;
}

/** What differs from a healthy system at a moment. Everything that is left out is well. */
export interface Conditions {
  /** Share of invocations that end in an error. */
  readonly failing?: ByFunction<number>;
  /** What every invocation takes, milliseconds. */
  readonly slow?: ByFunction<number>;
  /** Share of its memory that every invocation needs. */
  readonly memory?: ByFunction<number>;
  /** Share of invocations that Lambda refuses. */
  readonly refused?: ByFunction<number>;
  /** Whether its code does not load. */
  readonly notStarting?: ByFunction<boolean>;
  /** Whether Lambda does not let its schedule in: a permission is gone. */
  readonly lockedOut?: ByFunction<boolean>;
  /** Whether its schedule is switched off. */
  readonly switchedOff?: ByFunction<boolean>;
  /** Failure paths that fail in every invocation. */
  readonly survived?: ByFunction<true>;
  /** Share of calls that a source does not answer. */
  readonly sourceFailing?: Readonly<Partial<Record<NewsSource, number>>>;
  /** Seconds after which a source answers. */
  readonly sourceSeconds?: number;
  /** Whether sources have nothing new. */
  readonly noNews?: true;
  /** Share of new stories that both sources tell at the same time. Default: 0.15. */
  readonly collisions?: number;
  /** Tickers that people watch all at once. */
  readonly tickers?: number;
  /** Symbols that Tiingo was asked for in this month. */
  readonly tiingoSymbols?: number;
  /** Share of messages that the topic of requests for scores does not take. */
  readonly publishing?: number;
  /** Deliveries of topics that fail, in each minute. */
  readonly undelivered?: Readonly<Record<string, number>>;
  /** Stories that nobody asks for any more. */
  readonly exhausted?: number;
  /** Share of mails that SendGrid refuses. */
  readonly mailsFailing?: number;
  /** Mails of an hour beside the usual ones, and alerts of each scored story. */
  readonly extraMails?: number;
  readonly alertsPerStory?: number;
  /** Whether CloudWatch does not take metrics through its API. */
  readonly metricsRefused?: true;
  /** Stories of every run, and the least requests and streams that begin in a minute. */
  readonly stories?: { readonly perRun: number };
  readonly requests?: { readonly perMinute: number };
  readonly streams?: { readonly perMinute: number };
  /** Share of requests that are answered with 4xx or 5xx. */
  readonly clientErrors?: number;
  readonly serverErrors?: number;
  /** Share of calls for prices that fail. */
  readonly pricesFailing?: number;
  /** Seconds from a score to the event of it, and of a poll, and until the first data. */
  readonly eventSeconds?: number;
  readonly pollSeconds?: number;
  readonly setupSeconds?: number;
  /** Share of streams that are refused with 503. */
  readonly streamsRefused?: number;
  /** Share of streams that do not end by themselves. */
  readonly hangingStreams?: number;
  /** Log lines of streaming functions about their spans. */
  readonly spans?: "lost" | "overflow" | "not exported" | "collector does not start";
  /** Tables that DynamoDB has trouble with. */
  readonly tables?: Readonly<Record<string, TableTrouble>>;
  /** Read units of the items table in a minute, beside the usual ones. */
  readonly extraReads?: number;
  /** Calls of the account, in each minute, that DynamoDB refuses as wrong. */
  readonly userErrors?: number;
  /** Dollars that X-Ray costs the account this month. */
  readonly traceDollars?: number;
  /** Executions of the account that nothing is reserved for, and its calls of CloudWatch and of KMS, in each minute. */
  readonly otherExecutions?: number;
  readonly metricCalls?: number;
  readonly keyCalls?: number;
}

/** Whether the schedule of a function reaches it. */
export function isScheduled({ switchedOff, lockedOut }: Conditions, name: string): boolean {
  return switchedOff?.[name] !== true && lockedOut?.[name] !== true;
}
