import http from "node:http";
import https from "node:https";
import { Tracer } from "@aws-lambda-powertools/tracer";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { xRayTracing } from "../../../../lambdas/shared/tracing/x-ray.ts";

const root = "Root=1-6b00fdd5-09ddebcaa94551b47a5689b5";
const parent = "Parent=53995c3f42cd8ad8";

/** What sends requests, as it was before any tracing. */
const sending = { http: http.request, https: https.request };

beforeEach(() => {
  vi.stubEnv("AWS_EXECUTION_ENV", "AWS_Lambda_nodejs24.x");
  vi.stubEnv("AWS_XRAY_CONTEXT_MISSING", "RUNTIME_ERROR");
});
afterEach(() => vi.unstubAllEnvs());

describe("FR-010 FR-018 FR-056: an invocation", () => {
  it.each([`${root};${parent};Sampled=1`, `${root};${parent};Sampled=0;Lineage=1:abcdef01:0`])(
    "with the trace %s works",
    async (header) => {
      vi.stubEnv("_X_AMZN_TRACE_ID", header);

      await expect(xRayTracing().inInvocation(async () => "done")).resolves.toBe("done");
    },
  );

  it.each([
    undefined,
    "",
    root,
    `${root};${parent}`,
    `${root};Sampled=1`,
    `Root=1-6b00fdd5-09ddebcaa94551b47a5689b;${parent};Sampled=1`,
    `${root};${parent};Sampled=?`,
  ])("with the trace %s fails before it begins", async (header) => {
    vi.stubEnv("_X_AMZN_TRACE_ID", header);
    const work = vi.fn(async () => "done");

    const failure = await xRayTracing()
      .inInvocation(work)
      .catch((error: unknown) => error);

    expect(failure).toMatchObject({ name: "MissingTraceError", message: expect.stringContaining("active tracing") });
    expect(work).not.toHaveBeenCalled();
  });

  it.each([
    ["AWS_XRAY_CONTEXT_MISSING", "IGNORE_ERROR"],
    ["POWERTOOLS_TRACE_ENABLED", "false"],
  ])("needs no trace where %s is %s", async (variable, value) => {
    vi.stubEnv("_X_AMZN_TRACE_ID", undefined);
    vi.stubEnv(variable, value);

    await expect(xRayTracing().inInvocation(async () => "done")).resolves.toBe("done");
  });
});

it("FR-030 SC-012: requests are not captured beside the clients that make them: an AWS call would be two parts", async () => {
  vi.stubEnv("_X_AMZN_TRACE_ID", `${root};${parent};Sampled=1`);

  const seen = await xRayTracing().inInvocation(async () => ({ http: http.request, https: https.request }));

  expect(seen).toEqual(sending);
});

it("FR-058: a part carries bounded texts and causes, and the error passes on", async () => {
  const told: unknown[] = [];
  const part = {
    addAnnotation: (...annotation: unknown[]) => told.push(annotation),
    close: (e: Error) => told.push(e),
  };
  const error = new RangeError("x".repeat(9_000));
  const { provider } = new Tracer();

  const failed = provider.getNamespace().runAndReturn(() => {
    provider.setSegment({ addNewSubsegment: () => part } as never);
    return xRayTracing().inSpan("failing", async (annotate) => {
      annotate({ text: "y".repeat(9_000) });
      throw error;
    });
  });

  await expect(failed).rejects.toBe(error);
  expect(told).toEqual([
    ["text", "y".repeat(2_048)],
    expect.objectContaining({ name: "RangeError", message: "x".repeat(2_048) }),
  ]);
});
