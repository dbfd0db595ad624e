import { describe, expect, it, vi } from "vitest";
import { captureStdout } from "../../helpers/stdout.ts";
import { now, tiingoKey } from "./dashboard.ts";
import { answers, follower, tiingo } from "./follower.ts";
import { dailyEntry } from "./stand-in-tiingo.ts";

// The first import of the handler sets its environment.
const { askProvider } = await import("../../../lambdas/dashboard/prices/price-provider.ts");
const { noteDeadline } = await import("../../../lambdas/shared/invocation-deadline.ts");
const minute = 60_000;

describe("a provider of prices that fails", () => {
  /** A moment that no pause of an earlier test reaches. */
  let hours = 0;
  const later = () => {
    hours += 2;
    vi.setSystemTime(now.getTime() + hours * 60 * minute);
  };

  it.each([
    ["is overloaded", { status: 500 }, "30"],
    ["refuses the key", { status: 403 }, "30"],
    ["asks for a wait", { status: 429, headers: { "retry-after": "120" } }, "120"],
    ["asks for a wait of days", { status: 429, headers: { "retry-after": "172800" } }, "3600"],
    ["answers with no JSON", "<html>", "30"],
    ["answers with no list", '{"detail":"x"}', "30"],
    ["answers with no candle", [{ detail: "x" }], "30"],
  ] as const)("and %s is told with the time to wait, and left alone for it", async (_, answer, seconds) => {
    later();
    const { ask } = await follower();
    answers([], answer);

    const failed = await ask();
    answers([], [dailyEntry("2026-01-06")]);
    const again = await ask({ range: "1W" });
    vi.setSystemTime(Date.now() + Number(seconds) * 1000);
    const afterwards = await ask({ range: "1W" });

    expect(failed).toMatchObject({
      status: 503,
      body: { code: "UPSTREAM_ERROR" },
      headers: { "retry-after": seconds },
    });
    expect(again.status).toBe(503);
    expect(afterwards.status).toBe(200);
    expect(tiingo.calls).toHaveLength(2);
  });

  it("and has no connection is counted as an error of its own, and not as one of the API", async () => {
    later();
    const { ask } = await follower();
    tiingo.answer = () => {
      throw new TypeError("fetch failed");
    };
    const stdout = captureStdout();
    const stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);

    const answer = await ask();

    stdout.restore();
    const logged = [...stdout.lines(), ...stderr.mock.calls.map(([chunk]) => String(chunk))].join("");
    stderr.mockRestore();
    const counted = stdout.metrics().map(({ name, values }) => [name, values]);
    expect(answer.status).toBe(503);
    expect(counted).toEqual(
      expect.arrayContaining([
        ["PriceCallErrors", [1]],
        ["ServerErrors", [0]],
      ]),
    );
    expect(logged).not.toContain(tiingoKey);
  });

  it.each([
    [60_000, [10_000]],
    [8_000, [5_000]],
    [3_000, []],
  ])("has as much time as an invocation with %i ms left can give it", async (remaining, timeouts) => {
    later();
    // Calls of AWS have no bound then, so that every time-out here is the provider's.
    noteDeadline({ getRemainingTimeInMillis: () => Number.POSITIVE_INFINITY });
    answers([], { status: 400 });
    tiingo.calls.length = 0;
    const timeout = vi.spyOn(AbortSignal, "timeout");
    const request = { ticker: "AAPL", width: "D", start: "2026-01-05", end: "2026-01-06" } as const;

    const asked = askProvider(request, remaining, Date.now());

    await expect(asked).rejects.toMatchObject({ code: "UPSTREAM_ERROR" });
    expect(timeout.mock.calls.flat()).toEqual(timeouts);
    expect(tiingo.calls).toHaveLength(timeouts.length);
    timeout.mockRestore();
  });

  it("for one request alone answers the next", async () => {
    later();
    const { ask } = await follower();
    answers([], { status: 400 });

    const refused = await ask();
    answers([], [dailyEntry("2026-01-06")]);
    const next = await ask({ range: "1W" });

    expect([refused.status, next.status]).toEqual([503, 200]);
  });

  it("is not kept: what it could not tell is asked for again", async () => {
    later();
    const { ask } = await follower();
    answers([], { status: 500 });

    await ask();
    vi.setSystemTime(Date.now() + 30_000);
    answers([], [dailyEntry("2026-01-06")]);
    const again = await ask();

    expect(again.status).toBe(200);
  });
});
