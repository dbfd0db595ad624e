import type { Answer } from "./answer.ts";
import { type Call, formOf } from "./call.ts";

/** Which role the keys belong to that the emulator gave out for assumed roles. */
export interface AssumedRoles {
  /** ARN of the role that signed a call; undefined for keys that no role was assumed with. */
  roleOf(call: Call): string | undefined;
  /** Notes the keys in the answer to an AssumeRole; anything else leaves no trace. */
  remember(call: Call, answer: Answer): void;
}

/** Begins without any role. */
export function assumedRoles(): AssumedRoles {
  const roles = new Map<string, string>();
  return {
    roleOf: ({ accessKeyId }) => (accessKeyId === undefined ? undefined : roles.get(accessKeyId)),
    remember(call, { status, body }) {
      if (call.service !== "sts" || call.operation !== "AssumeRole" || status !== 200) return;
      const [, accessKeyId] = /<AccessKeyId>([^<]+)<\/AccessKeyId>/.exec(body.toString("utf8")) ?? [];
      const role = formOf(call).get("RoleArn");
      if (accessKeyId !== undefined && role !== null) roles.set(accessKeyId, role);
    },
  };
}
