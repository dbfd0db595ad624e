import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { getItem } from "../../../../lambdas/shared/aws/dynamodb.ts";
import { clientOptions } from "../../../../lambdas/shared/aws/retries-and-timeouts.ts";
import type { Granted } from "../../../../lambdas/shared/contract/index.ts";
import { noteDeadline } from "../../../../lambdas/shared/invocation-deadline.ts";
import { useTracing } from "../../../../lambdas/shared/tracing/tracing.ts";
import { untraced } from "../../../helpers/untraced.ts";
import { type LoopbackServer, openLoopbackServer } from "../../../rig/loopback-server.ts";

/** A service that takes requests and never answers. */
let silent: LoopbackServer;
let requests = 0;

beforeAll(async () => {
  silent = await openLoopbackServer(() => {
    requests += 1;
  });
  vi.stubEnv("AWS_ENDPOINT_URL", `http://${silent.address}`);
  vi.stubEnv("AWS_REGION", "us-east-1");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
  useTracing(untraced);
});
afterEach(() => {
  requests = 0;
  noteDeadline({ getRemainingTimeInMillis: () => Number.POSITIVE_INFINITY });
});
afterAll(() => silent.close());

it("an attempt that nobody answers ends in an error, and is made three times", async () => {
  const requestHandler = { ...clientOptions.requestHandler, requestTimeout: 50 };
  const client = new DynamoDBClient({ ...clientOptions, requestHandler });

  const failure = await client.send(new ListTablesCommand({})).catch((error: unknown) => error);

  expect(failure).toMatchObject({ name: "TimeoutError" });
  expect(requests).toBe(3);
});

it("a call that nobody answers ends before the invocation must", async () => {
  noteDeadline({ getRemainingTimeInMillis: () => 1_100 });

  const failure = await getItem("things" as Granted<"dynamodb:GetItem">, { Key: { id: 1 } }).catch(
    (error: unknown) => error,
  );

  expect(failure).toMatchObject({ name: "AbortError" });
  expect(requests).toBe(1);
});

it("a call that begins when the invocation must end fails", async () => {
  noteDeadline({ getRemainingTimeInMillis: () => 900 });

  const failure = await getItem("things" as Granted<"dynamodb:GetItem">, { Key: { id: 1 } }).catch(
    (error: unknown) => error,
  );

  expect(failure).toMatchObject({ name: "AbortError" });
});
