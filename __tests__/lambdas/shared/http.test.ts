import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { callHttp } from "../../../lambdas/shared/http.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-01-05T12:00:00.400Z"), toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it.each<[string | undefined, number | undefined]>([
  [undefined, undefined],
  ["0", 0],
  ["120", 120],
  ["Mon, 05 Jan 2026 12:01:30 GMT", 90],
  ["Mon, 05 Jan 2026 11:00:00 GMT", 0],
  ["Monday, 05-Jan-26 12:01:30 GMT", 90],
  ["-5", undefined],
  ["1.5", undefined],
  ["soon", undefined],
  ["Soon", undefined],
  ["", undefined],
])("Retry-After %j is told as %s seconds", async (value, seconds) => {
  const headers = value === undefined ? {} : { "retry-after": value };
  vi.stubGlobal("fetch", async () => new Response("refused", { status: 429, headers }));

  const call = callHttp(new URL("https://news.example.com/"), { headers: {}, timeoutMilliseconds: 1_000 });

  await expect(call).rejects.toMatchObject({
    name: "HttpStatusError",
    message: "news.example.com answered with status 429",
    status: 429,
    retryAfterSeconds: seconds,
  });
});
