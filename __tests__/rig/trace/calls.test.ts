import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { type AwsAnswer, awsError } from "../aws-answer.ts";
import type { AwsCall } from "../aws-call.ts";
import { type RuntimeClient, runtimeClients } from "../runtime-clients.ts";
import { packaged } from "../test-rig.ts";
import { nodesOfTrace } from "./captured-trace.ts";
import { scenarioOf, scenarios } from "./scenarios.ts";
import { pathsOf, type TracedRig, tracedRig } from "./traced-rig.ts";

const functions = await packaged(...scenarios.map(({ functionName }) => functionName));
const patience = { timeout: 60_000 };

/** By so much a timer may be early, and two clocks may be rounded apart. */
const timerMilliseconds = 5;

function start(functionName: string, client: RuntimeClient): Promise<TracedRig> {
  const scenario = scenarioOf(functionName);
  const found = functions[scenarios.indexOf(scenario)];
  if (found === undefined) throw new Error(`${functionName} is not packaged`);
  return tracedRig({ scenario, packaged: found, client });
}

describe.each(Object.values(runtimeClients))("under $name", (client) => {
  it.each([
    ["dashboard", "answer_request", "query_buckets", 2],
    ["sse-streaming", "sse_stream", "dynamodb_poll", 1],
  ])(
    "FR-001 SC-010: in %s a call that fails does not lose the calls beside it, nor what they are part of",
    patience,
    async (functionName, root, part, parts) => {
      const traced = await start(functionName, client);
      let calls = 0;
      const slow = () => wait(200).then(() => undefined);
      traced.fault = () => (calls++ === 0 ? awsError("ResourceNotFoundException") : slow());

      const failed = await traced.run();
      const next = await traced.run();

      expect(pathsOf(failed.trace).toSorted()).toEqual(
        [
          root,
          ...Array.from({ length: parts }, () => `${root} > ${part}`),
          ...Array.from({ length: 2 }, () => `${root} > ${part} > DynamoDB Query`),
        ].sort(),
      );
      const own = [failed, next].flatMap(({ trace }) => nodesOfTrace(trace));
      expect(traced.rig.nodes()).toHaveLength(own.length);
      expect([failed, next].flatMap(({ trace }) => trace.orphans)).toEqual([]);
      expect(failed.trace.roots[0]).toMatchObject({ fault: true, exceptions: [{ type: "ResourceNotFoundException" }] });
    },
  );

  it.each(["analysis", "sse-streaming"])(
    "FR-058 SC-025: in %s no message of an error is kept whole, nor its lines as frames",
    patience,
    async (functionName) => {
      const traced = await start(functionName, client);
      const message = "x".repeat(9_000) + "\n    at somewhere (file.js:1:1)".repeat(200);
      traced.fault = () => ({ status: 400, body: { __type: "ResourceNotFoundException", message } });

      const { trace } = await traced.run();

      const causes = nodesOfTrace(trace).flatMap(({ exceptions }) => exceptions);
      expect(causes.length).toBeGreaterThanOrEqual(3);
      for (const { type, message: kept, frames } of causes) {
        expect({ type, characters: kept.length }).toEqual({ type: "ResourceNotFoundException", characters: 2_048 });
        expect(frames).toBeLessThanOrEqual(10);
      }
      expect(Math.max(0, ...traced.rig.xRay.documents.map(({ bytes }) => bytes))).toBeLessThan(20_000);
    },
  );

  it(
    "FR-028 SC-011: a mail lasts as long as its call; a refused one is a fault with its status, and says nothing of what SendGrid answered",
    patience,
    async () => {
      const traced = await start("notification", client);
      const callMilliseconds = 100;
      const slowly = (answer: AwsAnswer | undefined) => async (call: AwsCall) =>
        call.operation === "POST /v3/mail/send" ? wait(callMilliseconds, answer) : undefined;
      traced.fault = slowly(undefined);
      const sent = await traced.run();
      traced.fault = slowly({ status: 401, body: "no such key: secret" });

      const refused = await traced.run();

      const [accepted, failed] = [sent, refused].map(({ trace }) =>
        nodesOfTrace(trace).find(({ name }) => name === "sendgrid_send_email"),
      );
      const annotations = { recipient_count: 1, template_name: "magic_link" };
      expect(accepted).toMatchObject({ fault: false, annotations: { ...annotations, http_status: 202 } });
      expect(failed).toMatchObject({
        fault: true,
        annotations: { ...annotations, http_status: 401 },
        exceptions: [{ type: "HttpStatusError" }],
      });
      for (const mail of [accepted, failed])
        expect((mail?.end ?? 0) - (mail?.begin ?? 0)).toBeGreaterThanOrEqual(callMilliseconds - timerMilliseconds);
      expect(JSON.stringify(traced.rig.nodes())).not.toContain("no such key");
    },
  );

  it("FR-013 SC-008: a request for a score carries the trace to analysis, in a header alone", patience, async () => {
    const [ingestion, analysis] = [await start("ingestion", client), await start("analysis", client)];
    const { calls, trace, header } = await ingestion.run();
    const published = calls.find(
      ({ service, input }) => service === "SNS" && String(input.TopicArn).includes("analysis"),
    );
    const traceHeader = published?.traceHeader ?? "";

    const scored = await analysis.run({ traceHeader });

    const publishing = nodesOfTrace(trace).filter(({ name }) => name === "SNS");
    expect(publishing.map(({ id }) => id)).toContain(scored.header.parentId);
    expect(scored.header.traceId).toBe(header.traceId);
    expect(nodesOfTrace(scored.trace).length).toBe(scenarioOf("analysis").paths.length);
    expect(
      Object.entries(published?.input ?? {}).filter(([, value]) => /Root=|1-[0-9a-f]{8}-/.test(String(value))),
    ).toEqual([]);
  });
});
