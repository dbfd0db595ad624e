/** What every measurement of one call shares. */
export interface Session {
  /** The project's folder. */
  readonly root: string;
  /** Rounds that count, after one to warm up. */
  readonly runs: number;
  /** Stops what is being measured. */
  readonly signal: AbortSignal;
  /** Tells who waits how far it is. */
  readonly report: (progress: string) => void;
}
