import { randomBytes } from "node:crypto";

/** What Lambda says of an invocation's trace. */
export interface TraceHeader {
  /** `1-{8 digits}-{24 digits}` */
  readonly traceId: string;
  /** Id of the span that Lambda made of the invocation. */
  readonly parentId: string;
  readonly isSampled: boolean;
}

/** The text of a trace that begins now, as Lambda gives it to an invocation. */
export function newTraceHeader({ isSampled }: Pick<TraceHeader, "isSampled">): string {
  const begun = Math.floor(Date.now() / 1000).toString(16);
  const [root, parent] = [randomBytes(12).toString("hex"), randomBytes(8).toString("hex")];
  return `Root=1-${begun}-${root};Parent=${parent};Sampled=${isSampled ? 1 : 0}`;
}

/** Reads `Root=1-…;Parent=…;Sampled=1`. Parts that are missing are empty. */
export function readTraceHeader(header: string): TraceHeader {
  const parts = new Map(header.split(";").map((part) => part.split("=") as [string, string]));
  const [traceId, parentId] = [parts.get("Root") ?? "", parts.get("Parent") ?? ""];
  return { traceId, parentId, isSampled: parts.get("Sampled") === "1" };
}
