import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AccountContent } from "./account-content.ts";
import type { AwsBackend } from "./aws-backend.ts";
import { anyWellFormedCall, type Call, tableName, things } from "./differential/calls.ts";
import { comparable } from "./differential/comparable.ts";
import { memoryBackend } from "./memory-backend.ts";
import { motoBackend } from "./moto-backend.ts";

const content: AccountContent = { tables: [{ address: tableName, definition: things }], topics: [], secrets: [] };
let memory: AwsBackend;
let moto: AwsBackend;
beforeAll(async () => {
  memory = await memoryBackend(content);
  moto = await motoBackend(content);
}, 60_000);
beforeEach(() => Promise.all([memory.reset(), moto.reset()]));
afterAll(() => Promise.all([memory?.close(), moto?.close()]));
async function ask(backend: AwsBackend, call: Call) {
  const answer = await backend.answer({ service: "DynamoDB", ...call, traceHeader: undefined, at: 0 });
  return comparable(call, answer);
}
it("explore", async () => {
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(anyWellFormedCall, { minLength: 10, maxLength: 30 }), async (calls) => {
      await Promise.all([memory.reset(), moto.reset()]);
      for (const call of calls) {
        const ours = await ask(memory, call);
        const theirs = await ask(moto, call);
        if (JSON.stringify(ours) !== JSON.stringify(theirs)) {
          const key = call.operation + " " + (ours as any).error + " " + (theirs as any).error;
          seen.set(key, (seen.get(key) ?? 0) + 1);
          if ((seen.get(key) ?? 0) <= 3)
            process.stderr.write(
              `\n== ${key}\n${JSON.stringify(call)}\nours   ${JSON.stringify(ours)}\ntheirs ${JSON.stringify(theirs)}\n`,
            );
          return;
        }
      }
    }),
    { numRuns: 150, seed: 1 },
  );
  process.stderr.write(JSON.stringify([...seen]) + "\n");
}, 120_000);
