import { expect, it, vi } from "vitest";
import { metrics as contract } from "../../../lambdas/metrics/contract.ts";
import { bindContract } from "../../../lambdas/shared/bind-contract.ts";
import type { MetricSink } from "../../../lambdas/shared/metrics/sink.ts";
import { lambdaContext, stubLambdaEnvironment } from "../../helpers/lambda-environment.ts";
import { untraced } from "../../helpers/untraced.ts";

stubLambdaEnvironment(contract);

/** A handler whose metrics are handed over as told, and what it logs as errors. */
function bound(flush: MetricSink["flush"]) {
  const { handler, logger } = bindContract(contract, untraced, { record: () => {}, flush });
  const logged = vi.spyOn(logger, "error").mockImplementation(() => {});
  const invoke = (work: () => Promise<string>) =>
    handler(work)({}, lambdaContext(contract)).catch((error: unknown) => error);
  return { invoke, logged: () => logged.mock.calls };
}

it("what fails first is thrown: metrics that are lost afterwards do not hide it", async () => {
  const { invoke, logged } = bound(async () => {
    throw new TypeError("no connection");
  });

  const outcome = await invoke(async () => {
    throw new RangeError("the cause");
  });

  expect(outcome).toEqual(new RangeError("the cause"));
  expect(logged()).toEqual([
    ["invocation failed", { error_type: "RangeError" }],
    ["metrics of the failed invocation were lost", { error_type: "TypeError" }],
  ]);
});

it("metrics that are lost after work that succeeded fail the invocation", async () => {
  let flushes = 0;
  const { invoke, logged } = bound(async () => {
    flushes += 1;
    if (flushes === 1) throw new TypeError("no connection");
  });

  const outcome = await invoke(async () => "done");

  expect(outcome).toEqual(new TypeError("no connection"));
  expect(logged()).toEqual([["invocation failed", { error_type: "TypeError" }]]);
});

it("metrics are handed over after work that succeeded and after work that failed", async () => {
  const flush = vi.fn(async () => {});
  const { invoke } = bound(flush);

  const outcomes = [await invoke(async () => "done"), await invoke(() => Promise.reject(new Error("failed")))];

  expect(outcomes).toEqual(["done", new Error("failed")]);
  expect(flush).toHaveBeenCalledTimes(2);
});
