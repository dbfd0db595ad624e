import { describe, expect, it } from "vitest";
import {
  metricFallbackPattern,
  spanOverflowPattern,
  spansLostPattern,
  startFailurePattern,
} from "../../modules/alarms/log-patterns.ts";
import { zip } from "../../modules/packaging/zip.ts";
import { logFilter } from "../helpers/log-filter.ts";
import { urlEvent } from "../helpers/streaming-runtime.ts";
import { awsError } from "./aws-answer.ts";
import type { Rig } from "./rig.ts";
import { runtimeClients } from "./runtime-clients.ts";
import { packaged, testRig } from "./test-rig.ts";

const [metrics, sseStreaming] = await packaged("metrics", "sse-streaming");
if (metrics === undefined || sseStreaming === undefined) throw new Error("not packaged");

/** A trace that is kept: spans are made only then. */
const traceHeader = "Root=1-6b00fdd5-09ddebcaa94551b47a5689b5;Parent=53995c3f42cd8ad8;Sampled=1";

/** Number of lines that a function wrote and a pattern matches. */
function matchesIn(rig: Rig, pattern: string): number {
  const matches = logFilter(pattern);
  return rig.output().logs.filter(({ text }) => matches(text)).length;
}

describe.each(Object.values(runtimeClients))(
  "what functions log under $name, and the alarms that wait for it",
  (client) => {
    it.each([
      ["a package that is not there", "import 'not-there'; export const handler = async () => {};"],
      ["a syntax error", "export const handler = async ( => {};"],
      ["no handler", "export const another = async () => {};"],
    ])("FR-106 FR-129: a start that fails for %s is one line of failed starts", async (_, code) => {
      const broken = await zip({ "handler.mjs": code });
      const rig = await testRig({ contract: metrics.contract, zip: broken, client });

      const outcome = await rig.invoke({ event: {} });
      await rig.stop();

      expect(outcome).toMatchObject({ kind: "error", phase: "init" });
      expect(matchesIn(rig, startFailurePattern)).toBe(1);
    });

    it("FR-106 FR-129: a start that fails for a missing variable is one line of failed starts", async () => {
      const rig = await testRig({ ...metrics, client, variables: { ITEMS_TABLE: undefined } });

      await rig.invoke({ event: {} });
      await rig.stop();

      expect(matchesIn(rig, startFailurePattern)).toBe(1);
    });

    it("FR-125: each metric that CloudWatch refuses is one line of the fallback, and no failed start", async () => {
      const rig = await testRig({ ...metrics, client });
      const { answer } = rig.aws;
      rig.aws.answer = (call) => (call.service === "CloudWatch" ? awsError("AccessDenied", 403) : answer(call));

      const outcome = await rig.invoke({ event: {} });
      await rig.stop();

      expect(outcome).toMatchObject({ kind: "error", phase: "invocation" });
      expect(matchesIn(rig, metricFallbackPattern)).toBe(2);
      expect(matchesIn(rig, startFailurePattern)).toBe(0);
    });

    it("FR-140: a collector that is not there is a line of lost spans", { timeout: 20_000 }, async () => {
      const rig = await testRig({ ...sseStreaming, client, settings: () => ({ SSE_STREAM_LIFETIME_SECONDS: 1 }) });
      await rig.collector.shut();

      await rig.invoke({ event: urlEvent("/api/v2/stream"), traceHeader });
      await rig.stop();

      expect(matchesIn(rig, spansLostPattern)).toBeGreaterThanOrEqual(1);
    });

    it("FR-091: spans that the queue has no place for are a line of its overflow", { timeout: 20_000 }, async () => {
      const rig = await testRig({
        ...sseStreaming,
        client,
        settings: () => ({ SSE_STREAM_LIFETIME_SECONDS: 1 }),
        variables: { OTEL_BSP_MAX_QUEUE_SIZE: "1", OTEL_BSP_MAX_EXPORT_BATCH_SIZE: "1" },
      });

      await rig.invoke({ event: urlEvent("/api/v2/stream", "tickers=AAPL,MSFT&resolutions=1h,24h"), traceHeader });
      await rig.stop();

      expect(matchesIn(rig, spanOverflowPattern)).toBeGreaterThanOrEqual(1);
      expect(matchesIn(rig, spansLostPattern)).toBe(0);
    });
  },
);
