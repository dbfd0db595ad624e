/** What a system has to do that its code does not say. Functions go by the name in their contract. */
export interface ExpectedTraffic {
  /** Invocations a day that no schedule makes: requests, streams, messages. Default of a function: none. */
  readonly invocationsPerDay: Readonly<Record<string, number>>;
  /** Bytes that a function itself logs in one invocation. Default of a function: the most that any other logs. */
  readonly logBytesPerInvocation: Readonly<Record<string, number>>;
  /** Visits of the web application in a day, recorded or not. */
  readonly browserSessionsPerDay: number;
  /** Events that one recorded visit reports: pages, requests, errors, timings. */
  readonly eventsPerBrowserSession: number;
}

/** Nobody comes: only schedules run. */
export const noTraffic: ExpectedTraffic = {
  invocationsPerDay: {},
  logBytesPerInvocation: {},
  browserSessionsPerDay: 0,
  eventsPerBrowserSession: 0,
};

export const daysPerMonth = 365 / 12;
export const secondsPerDay = 86_400;
