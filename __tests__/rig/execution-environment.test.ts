import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { metrics as contract } from "../../lambdas/metrics/contract.ts";
import { zip } from "../../modules/packaging/zip.ts";
import { type RuntimeClient, runtimeClients } from "./runtime-clients.ts";
import { testRig } from "./test-rig.ts";

/** A rig around a handler of a few lines, with the contract of metrics. */
async function rigOf(client: RuntimeClient, handler: string, variables: Readonly<Record<string, string>> = {}) {
  return testRig({ contract, client, variables, zip: await zip({ "handler.mjs": handler }) });
}

describe.each(Object.values(runtimeClients))("under $name", (client) => {
  it("a process that ends ends the invocation, with what it had sent", async () => {
    const rig = await rigOf(
      client,
      `export const handler = awslambda.streamifyResponse(async (event, stream) => {
        stream.write("begun");
        await new Promise((resolve) => setTimeout(resolve, 100));
        process.exit(7);
      });`,
    );

    const outcome = await rig.invoke({ event: {} });
    const later = await rig.invoke({ event: {} });

    expect(outcome).toMatchObject({ kind: "exit", code: 7, signal: null, body: "begun" });
    expect(later).toMatchObject({ kind: "exit", code: 7, body: "" });
  });

  it("when the time is up the function is stopped", async () => {
    const rig = await rigOf(
      client,
      `export const handler = async () => { const until = Date.now() + 60_000; while (Date.now() < until); };`,
    );
    const began = performance.now();

    const outcome = await rig.invoke({ event: {}, timeoutMilliseconds: 400 });

    expect(outcome.kind).toBe("timeout");
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it("the handler is told its deadline, its name and its trace, and nothing of this process", async () => {
    const rig = await rigOf(
      client,
      `export const handler = async (event, context) => ({
        event, remaining: context.getRemainingTimeInMillis(), arn: context.invokedFunctionArn,
        trace: process.env._X_AMZN_TRACE_ID, folder: process.cwd(), environment: process.env,
      });`,
    );
    const trace = "Root=1-00000001-000000000000000000000001;Parent=0000000000000001;Sampled=1";

    const outcome = await rig.invoke({ event: { text: "ü" }, traceHeader: trace, timeoutMilliseconds: 9_000 });

    const told = JSON.parse(outcome.kind === "response" ? outcome.body : "{}");
    expect(told).toMatchObject({
      event: { text: "ü" },
      trace,
      arn: "arn:aws:lambda:us-east-1:111122223333:function:rig-sentiment-metrics",
      environment: { STUCK_AFTER_MINUTES: "5", AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "256", HOME: told.folder },
    });
    expect(told.remaining).toBeGreaterThan(5_000);
    expect(told.remaining).toBeLessThanOrEqual(9_000);
    expect(told.environment).not.toHaveProperty("PATH");
    expect(told.environment).not.toHaveProperty("VITEST");
  });

  it("parts of a stream arrive when they are sent", async () => {
    const rig = await rigOf(
      client,
      `export const handler = awslambda.streamifyResponse(async (event, stream) => {
        stream.write("first");
        await new Promise((resolve) => setTimeout(resolve, 150));
        stream.end("second");
      });`,
    );

    const outcome = await rig.invoke({ event: {} });

    const [first, second] = outcome.kind === "response" ? outcome.chunks : [];
    expect([first, second].map((chunk) => chunk?.bytes.toString())).toEqual(["first", "second"]);
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(100);
  });

  it("the next event is handed out when the answer before it has arrived whole", async () => {
    const rig = await rigOf(
      client,
      'export const handler = async () => ({ began: Date.now(), padding: "x".repeat(6_000_000) });',
    );

    const [first, second] = await Promise.all([rig.invoke({ event: 1 }), rig.invoke({ event: 2 })]);

    const lastPart = first.kind === "response" ? first.chunks.at(-1) : undefined;
    const { began } = JSON.parse(second.kind === "response" ? second.body : "{}");
    expect(began).toBeGreaterThanOrEqual(Math.floor(performance.timeOrigin + (lastPart?.at ?? Number.NaN)));
  });

  it("nothing is left when it is stopped", async () => {
    const rig = await rigOf(client, "export const handler = async () => process.cwd();");
    const outcome = await rig.invoke({ event: {} });
    const folder = JSON.parse(outcome.kind === "response" ? outcome.body : '""');

    expect(existsSync(folder)).toBe(true);
    await rig.stop();

    expect(existsSync(folder)).toBe(false);
    expect(() => process.kill(rig.processId ?? 0, 0)).toThrow("ESRCH");
  });
});

it.each([
  [runtimeClients[3], { kind: "error", error: { errorType: "Runtime.UnhandledPromiseRejection" } }, 128],
  [runtimeClients[4], { kind: "exit", code: 1 }, 1],
])("a rejection that nobody handles ends the process: %o", async (client, expected, code) => {
  const rig = await rigOf(
    client,
    `export const handler = () => new Promise(() => { setTimeout(() => Promise.reject(new Error("left")), 5); });`,
  );

  const outcome = await rig.invoke({ event: {} });
  const later = await rig.invoke({ event: {} });

  expect(outcome).toMatchObject(expected);
  expect(later).toMatchObject({ kind: "exit", code });
});
