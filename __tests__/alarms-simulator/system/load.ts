/** How much an environment has to do in a usual week. */
export interface Load {
  /** Tickers that somebody watches. */
  readonly tickers: number;
  /** New stories in an hour, at the busiest and the quietest time. */
  readonly storiesPerHour: { readonly busy: number; readonly quiet: number };
  /** Requests to the dashboard and streams that begin, in a minute of the busiest time. */
  readonly requestsPerMinute: number;
  readonly streamsPerMinute: number;
  /** Whether only the team uses it: in its working hours. */
  readonly isInternal: boolean;
  /** Digests a day. */
  readonly digests: number;
}

/**
 * A small service with some hundred people; a stage for tests with a few; a playground of developers. Tickers follow the
 * plans of the sources (60 calls a minute at Finnhub), stories what five popular tickers bring even at night.
 */
export const loads: Readonly<Record<string, Load>> = {
  prod: {
    tickers: 40,
    storiesPerHour: { busy: 60, quiet: 18 },
    requestsPerMinute: 18,
    streamsPerMinute: 1.2,
    isInternal: false,
    digests: 30,
  },
  preprod: {
    tickers: 10,
    storiesPerHour: { busy: 24, quiet: 14 },
    requestsPerMinute: 1.5,
    streamsPerMinute: 0.08,
    isInternal: true,
    digests: 2,
  },
  dev: {
    tickers: 5,
    storiesPerHour: { busy: 18, quiet: 12 },
    requestsPerMinute: 0.6,
    streamsPerMinute: 0.04,
    isInternal: true,
    digests: 1,
  },
};
