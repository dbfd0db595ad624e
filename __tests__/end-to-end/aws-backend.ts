import type { AwsAnswer } from "../rig/aws-answer.ts";
import type { AwsCall } from "../rig/aws-call.ts";

/** An AWS account, emulated. It answers one call after the other. */
export interface AwsBackend {
  readonly name: "moto" | "memory" | "rehearsal";
  answer(call: AwsCall): Promise<AwsAnswer>;
  /** Empties the account: the tables and topics are there, without content; secrets have values. */
  reset(): Promise<void>;
  /** All rows of the table with this name, unmarshalled. */
  rows(tableName: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  close(): Promise<void>;
}
