/** Who answered: the supplement, the emulator, both (its answer was amended), or nobody, because none knows the operation. */
export type AnsweredBy = "supplement" | "emulator" | "both" | "nobody";

/** One call of a rehearsal, as it is kept for the report. */
export interface CallRecord {
  readonly service: string;
  readonly region: string;
  readonly operation: string;
  /** ARN of the role whose credentials signed the call; undefined for those that the deployment itself has. */
  readonly role: string | undefined;
  readonly status: number;
  readonly answeredBy: AnsweredBy;
}

/** How many calls were answered by whom, and the operations that nobody knew. */
export interface CallSummary {
  readonly calls: number;
  readonly byEmulator: number;
  readonly bySupplement: number;
  readonly amended: number;
  /** Service and operation, each once. */
  readonly unknown: readonly string[];
}

/** Sums up what was recorded. */
export function summaryOf(records: readonly CallRecord[]): CallSummary {
  const count = (answeredBy: AnsweredBy) => records.filter((record) => record.answeredBy === answeredBy).length;
  const unknown = records.filter(({ answeredBy }) => answeredBy === "nobody");
  return {
    calls: records.length,
    byEmulator: count("emulator"),
    bySupplement: count("supplement"),
    amended: count("both"),
    unknown: [...new Set(unknown.map(({ service, operation }) => `${service} ${operation}`))].sort(),
  };
}
