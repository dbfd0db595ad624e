import { afterAll, afterEach, beforeEach, vi } from "vitest";
import { dashboard as contract } from "../../../lambdas/dashboard/contract.ts";
import type { HttpEvent } from "../../../lambdas/dashboard/http/request.ts";
import { lambdaContext, stubLambdaEnvironment } from "../../helpers/lambda-environment.ts";
import { fakeTables } from "./fake-tables.ts";
import { answerOf, type TestAnswer, type TestRequest, urlEvent } from "./requests.ts";

stubLambdaEnvironment(contract);
const { handler } = await import("../../../lambdas/dashboard/handler.ts");

/** Wednesday, 09:00 in New York. */
export const now = new Date("2026-01-07T14:00:00.000Z");
export const tables = fakeTables();

beforeEach(() => {
  // Every request writes two lines, which nobody reads unless a test captures them.
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
  tables.reset();
  vi.useFakeTimers({ now, toFake: ["Date"] });
});

afterEach(() => {
  vi.mocked(process.stdout.write).mockRestore?.();
});

afterAll(() => {
  vi.useRealTimers();
});

/** Sends a request through one of the doors, the Function URL where none is named. */
export async function send(
  request: TestRequest,
  event: (request: TestRequest) => HttpEvent = urlEvent,
): Promise<TestAnswer> {
  return answerOf(await handler(event(request), lambdaContext(contract)));
}

/** A token of a new person. */
export async function newToken(): Promise<string> {
  const { body } = await send({ method: "POST", path: "/api/v2/auth/anonymous" });
  return body.token;
}
