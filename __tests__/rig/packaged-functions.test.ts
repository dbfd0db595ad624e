import { describe, expect, it } from "vitest";
import { urlEvent } from "../helpers/streaming-runtime.ts";
import { awsError } from "./aws-answer.ts";
import { metricsOfCall } from "./aws-call.ts";
import type { Rig } from "./rig.ts";
import { runtimeClients } from "./runtime-clients.ts";
import { packaged, testRig } from "./test-rig.ts";

const [metrics, dashboard, sseStreaming] = await packaged("metrics", "dashboard", "sse-streaming");
if (metrics === undefined || dashboard === undefined || sseStreaming === undefined) throw new Error("not packaged");

const health = { event: urlEvent("/health") };
const coldAndTwiceWarm = [1, 2, 3];
/** Between the prelude and the body of a streamed response. */
const eightNuls = "\0".repeat(8);

/** Invokes one after another, as Lambda does with one execution environment. */
async function invokeAll(rig: Rig, event: unknown) {
  const outcomes = [];
  for (const _ of coldAndTwiceWarm) outcomes.push(await rig.invoke({ event }));
  return outcomes;
}

function coldStarts(rig: Rig) {
  return rig.output().logs.map(({ fields }) => fields?.cold_start);
}

describe.each(Object.values(runtimeClients))("under $name", (client) => {
  it("metrics counts, and sends both metrics with every invocation", async () => {
    const rig = await testRig({ ...metrics, client });

    const outcomes = await invokeAll(rig, {});
    await rig.stop();

    const answer = JSON.stringify({ stuck_items: 0, stuck_after_minutes: 5 });
    expect(outcomes).toEqual(
      coldAndTwiceWarm.map(() => expect.objectContaining({ kind: "response", streamed: false, body: answer })),
    );
    expect(new Set(outcomes.map(({ requestId }) => requestId)).size).toBe(3);
    expect(rig.aws.calls.filter(({ operation }) => operation === "Query")).toHaveLength(3);
    expect(rig.aws.calls.flatMap(metricsOfCall).map(({ name, values }) => [name, ...values])).toEqual(
      coldAndTwiceWarm.flatMap(() => [
        ["StuckItems", 0],
        ["EmissionHeartbeat", 1],
      ]),
    );
    expect(coldStarts(rig)).toEqual([true, false, false]);
  });

  it("the client takes the next event after the answer to the one before", async () => {
    const rig = await testRig({ ...metrics, client });

    const outcomes = await Promise.all(coldAndTwiceWarm.map(() => rig.invoke({ event: {} })));
    await rig.invoke({ event: {} });

    const ids = outcomes.map(({ requestId }) => requestId);
    expect(rig.calls.slice(0, 6).map(({ kind, requestId }) => requestId ?? kind)).toEqual(
      ids.flatMap((id) => ["next", id]),
    );
    expect(rig.calls.map(({ at }) => at)).toEqual(rig.calls.map(({ at }) => at).sort((a, b) => a - b));
  });

  it("dashboard answers /health and counts the request", async () => {
    const rig = await testRig({ ...dashboard, client });

    const outcomes = await invokeAll(rig, health.event);
    await rig.stop();

    for (const outcome of outcomes) {
      const { statusCode, body } = JSON.parse(outcome.kind === "response" ? outcome.body : "{}");
      expect(statusCode).toBe(200);
      expect(JSON.parse(body)).toEqual({ status: "healthy", table: "test-sentiment-users", environment: "rig" });
    }
    expect(rig.aws.calls.map(({ service, operation }) => `${service} ${operation}`)).toEqual(
      coldAndTwiceWarm.map(() => "DynamoDB GetItem"),
    );
    expect(rig.output().metrics).toEqual(
      coldAndTwiceWarm.map(() => ({
        namespace: "SentimentAnalyzer/Dashboard",
        name: "ServerErrors",
        unit: "Count",
        values: [0],
        dimensions: { Environment: "rig" },
      })),
    );
    expect(coldStarts(rig)).toEqual([true, false, false]);
  });

  it("sse-streaming answers /health with a prelude, eight NULs and the body", async () => {
    const rig = await testRig({ ...sseStreaming, client });

    const outcomes = await invokeAll(rig, health.event);

    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({
        kind: "response",
        streamed: true,
        contentType: "application/vnd.awslambda.http-integration-response",
        failure: undefined,
      });
      const [prelude = "", body] = (outcome.kind === "response" ? outcome.body : "").split(eightNuls);
      expect(JSON.parse(prelude)).toEqual({
        statusCode: 200,
        headers: {
          "Content-Type": "application/json",
          "Cache-Control": "no-store",
          "X-Content-Type-Options": "nosniff",
          "X-Request-Id": outcome.requestId,
        },
      });
      expect(body).toBe('{"status":"healthy","environment":"rig"}');
    }
  });

  it("without a variable no function starts, and the error is one line that names it", async () => {
    const rig = await testRig({ ...metrics, client, variables: { ITEMS_TABLE: undefined } });

    const outcome = await rig.invoke({ event: {} });
    const later = await rig.invoke({ event: {} });

    const errorMessage =
      "Function metrics cannot start: ITEMS_TABLE is missing, expected the name of table items. Its variables come from lambdas/metrics/contract.ts and the environment file: deploy it again.";
    for (const each of [outcome, later])
      expect(each).toMatchObject({
        kind: "error",
        phase: "init",
        error: { errorType: "ConfigurationError", errorMessage },
      });
    expect(rig.calls.map(({ kind }) => kind)).toEqual(["init-error"]);
  });

  it("D9: a handler that throws fails its invocation, and the next one succeeds", async () => {
    const rig = await testRig({ ...metrics, client });
    const { answer } = rig.aws;
    rig.aws.answer = (call) => (call.service === "DynamoDB" ? awsError("ResourceNotFoundException") : answer(call));

    const failed = await rig.invoke({ event: {} });
    rig.aws.answer = answer;
    const next = await rig.invoke({ event: {} });

    expect(failed).toMatchObject({
      kind: "error",
      phase: "invocation",
      error: { errorType: "ResourceNotFoundException", errorMessage: "ResourceNotFoundException of the rig" },
    });
    expect(next.kind).toBe("response");
    expect(rig.calls.map(({ kind }) => kind).slice(0, 4)).toEqual(["next", "error", "next", "response"]);
  });

  it("FR-018 FR-056: an invocation without a trace fails a stream by its trailers", async () => {
    const rig = await testRig({ ...sseStreaming, client });

    const failed = await rig.invoke({ ...health, traceHeader: "" });
    const next = await rig.invoke(health);

    expect(failed).toMatchObject({ kind: "response", failure: { errorType: "MissingTraceError" } });
    expect(next).toMatchObject({ kind: "response", failure: undefined });
  });
});
