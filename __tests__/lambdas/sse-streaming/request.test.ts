import { describe, expect, it } from "vitest";
import {
  normalizedPath,
  parseFilter,
  parseFilterBeside,
  parseSession,
} from "../../../lambdas/sse-streaming/request.ts";

describe("filter", () => {
  it.each([
    ["", { tickers: [], resolutions: ["1h"] }, 0],
    ["tickers=aapl,MSFT", { tickers: ["AAPL", "MSFT"], resolutions: ["1h"] }, 0],
    ["tickers=AAPL&tickers=aapl&resolutions=5m,1m", { tickers: ["AAPL"], resolutions: ["1m", "5m"] }, 0],
    ["tickers=AAPL,BRK.B,TOOLONG&resolutions=1m,2m", { tickers: ["AAPL"], resolutions: ["1m"] }, 3],
    ["tickers=%20AAPL%20,,", { tickers: ["AAPL"], resolutions: ["1h"] }, 0],
  ])("of %j", (query, filter, ignored) => {
    expect(parseFilter(query)).toEqual({ ok: true, filter, ignored });
  });

  it.each([
    ["tickers=123", "No ticker is 1 to 5 letters long."],
    ["resolutions=2m", "No resolution is one of 1m, 5m, 10m, 1h, 3h, 6h, 12h, 24h."],
    [
      "tickers=A,B,C,D,E,F&resolutions=1m,5m,10m,1h,3h,6h,12h",
      "More than 40 pairs of ticker and resolution. Open several streams.",
    ],
  ])("is refused for %j, because it would become another question", (query, message) => {
    expect(parseFilter(query)).toEqual({ ok: false, message });
  });
});

describe("filter beside given tickers", () => {
  it("takes resolutions from the request", () => {
    const parsed = parseFilterBeside(["AAPL"], "resolutions=5m,2m&user_token=x");

    expect(parsed).toEqual({ ok: true, filter: { tickers: ["AAPL"], resolutions: ["5m"] }, ignored: 1 });
  });

  it.each(["tickers=MSFT", "tickers=", "resolutions=2m"])("is refused for %j", (query) => {
    expect(parseFilterBeside(["AAPL"], query)).toMatchObject({ ok: false });
  });
});

describe("path", () => {
  it.each([
    ["/api/v2/stream", "/api/v2/stream"],
    ["//api//v2/stream/", "/api/v2/stream"],
    ["/", "/"],
  ])("%s", (rawPath, expected) => {
    expect(normalizedPath({ rawPath })).toBe(expected);
  });
});

describe("session headers (FR-048)", () => {
  const sessionId = "0b0f6c1e-6f0c-4a4f-8f60-0d3f5d1c2b1a";
  const traceId = "1-6b00fdd5-09ddebcaa94551b47a5689b5";

  it("are taken over where they are well-formed", () => {
    const session = parseSession({
      "x-sse-session-id": sessionId.toUpperCase(),
      "x-sse-connection-seq": "7",
      "x-sse-previous-trace": traceId,
    });

    expect(session).toEqual({ session_id: sessionId, connection_sequence: 7, previous_trace_id: traceId });
  });

  it.each([
    `Root=${traceId};Parent=53995c3f42cd8ad8;Sampled=1`,
    `root=${traceId}`,
    `Self=1-6b00fdd5-000000000000000000000000;Root=${traceId}`,
  ])("find the trace id in the header value %s", (value) => {
    expect(parseSession({ "x-sse-previous-trace": value }).previous_trace_id).toBe(traceId);
  });

  it.each([
    ["absent", {}],
    [
      "made up",
      { "x-sse-session-id": "me@example.com", "x-sse-connection-seq": "0", "x-sse-previous-trace": "../../etc/passwd" },
    ],
    ["too long", { "x-sse-session-id": `${sessionId}0`, "x-sse-connection-seq": "1234567" }],
  ])("count as a first connection where they are %s", (_, headers) => {
    expect(parseSession(headers)).toEqual({ session_id: "none", connection_sequence: 1, previous_trace_id: "none" });
  });
});
