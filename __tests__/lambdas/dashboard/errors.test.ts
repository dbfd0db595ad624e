import { GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { afterEach, describe, expect, it, vi } from "vitest";
import { captureStdout } from "../../helpers/stdout.ts";
import { newToken, send, tables } from "./dashboard.ts";
import { doors, urlEvent } from "./requests.ts";

afterEach(() => {
  vi.stubEnv("_X_AMZN_TRACE_ID", undefined);
});

const deepest = "at most 20 lists and objects within each other";

function nested(depth: number): string {
  return "[".repeat(depth) + "]".repeat(depth);
}

describe.each(doors)("errors through the %s", (_, event) => {
  it("D37: have one envelope that old and new clients read", async () => {
    vi.stubEnv(
      "_X_AMZN_TRACE_ID",
      "Root=1-695e6ac0-0123456789abcdef01234567;Parent=53995c3f42cd8ad8;Sampled=1;Lineage=1",
    );

    const answer = await send({ path: "/nowhere" }, event);

    expect(answer.status).toBe(404);
    expect(answer.body).toEqual({
      code: "NOT_FOUND",
      message: "There is nothing at this path.",
      detail: "There is nothing at this path.",
      request_id: "00000000-0000-4000-8000-000000000000",
      trace_id: "1-695e6ac0-0123456789abcdef01234567",
    });
    expect(answer.headers).toMatchObject({ "x-request-id": answer.body.request_id });
  });

  it("a wrong method is answered with the right ones", async () => {
    const answer = await send({ method: "DELETE", path: "/api/v2/configurations" }, event);

    expect(answer).toMatchObject({
      status: 405,
      body: { code: "METHOD_NOT_ALLOWED" },
      headers: { allow: "POST, GET" },
    });
  });

  it("a body above 64 KB is refused", async () => {
    const token = await newToken();
    const fits = { name: "x", tickers: ["A"], padding: "é".repeat(32_700) };
    const larger = { ...fits, padding: "é".repeat(32_800) };
    const path = "/api/v2/configurations";

    const answers = [
      await send({ method: "POST", path, token, body: fits }, event),
      await send({ method: "POST", path, token, body: larger }, event),
    ];

    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [422, "VALIDATION_ERROR"],
      [413, "PAYLOAD_TOO_LARGE"],
    ]);
  });

  it("every wrong field of a body is named with what would be right", async () => {
    const token = await newToken();
    const body = { name: "", tickers: ["AAPL", "BRK.B"], timeframe_days: 0.5, colour: "red" };

    const answer = await send({ method: "POST", path: "/api/v2/configurations", token, body }, event);

    expect(answer.status).toBe(422);
    expect(answer.body.details).toEqual([
      { field: "name", expected: "a text of 1 to 50 characters" },
      { field: "tickers.1", expected: "a ticker of 1 to 5 letters" },
      { field: "timeframe_days", expected: "a whole number from 1 to 365" },
      { field: "colour", expected: "one of include_extended_hours, name, tickers, timeframe_days" },
    ]);
  });

  it.each([
    ["not JSON", "{", [{ field: "body", expected: "JSON" }]],
    ["no object", "[]", [{ field: "body", expected: "a JSON object" }]],
    ["nested too deeply", `{"timezone":${nested(20)}}`, [{ field: "body", expected: deepest }]],
    ["nested as deeply as its size allows", nested(32_000), [{ field: "body", expected: deepest }]],
    ["about a prototype", '{"__proto__":{"timezone":"UTC"}}', [{ field: "body", expected: "no key __proto__" }]],
    ["about a constructor", '{"constructor":{}}', [{ field: "constructor", expected: "one of timezone" }]],
  ])("a body that is %s is refused", async (_, body, details) => {
    const answer = await send({ method: "POST", path: "/api/v2/auth/anonymous", body }, event);

    expect(answer).toMatchObject({ status: 422, body: { code: "VALIDATION_ERROR", details } });
  });

  it.each([
    ["/api/v2/timeseries/AAPL", {}, "resolution"],
    ["/api/v2/timeseries/AAPL", { resolution: "2h" }, "resolution"],
    ["/api/v2/timeseries/AAPL", { resolution: "1h", limit: "1001" }, "limit"],
    ["/api/v2/timeseries/AAPL", { resolution: "1h", start: "yesterday" }, "start"],
    ["/api/v2/timeseries/AAPL", { resolution: "1h", start: "2026-01-02T00:00:00Z", end: "2026-01-02" }, "start"],
    ["/api/v2/timeseries/AAPL", { resolution: "1h", cursor: "WzFd" }, "cursor"],
    ["/api/v2/timeseries/AAPL", { resolution: "1h", cursor: "%" }, "cursor"],
    ["/api/v2/timeseries/AAPL", { resolution: "1h", tags: "x" }, "tags"],
    ["/api/v2/timeseries/TOOLONG", { resolution: "1h" }, "ticker"],
    ["/api/v2/timeseries/batch", { resolution: "1h", tickers: "A,,B" }, "tickers"],
    ["/api/v2/timeseries/batch", { resolution: "1h", tickers: "ABCDEFGHIJKLMNOPQRSTU".split("").join(",") }, "tickers"],
  ])("%s with %o is refused for its %s", async (path, query, field) => {
    const answer = await send({ path, query: query as Record<string, string> }, event);

    expect(answer).toMatchObject({ status: 422, body: { code: "VALIDATION_ERROR" } });
    expect(answer.body.details.map((each: { field: string }) => each.field)).toEqual([field]);
  });

  it("lists and objects within each other are taken up to 20", async () => {
    const request = { method: "POST", path: "/api/v2/auth/anonymous", body: `{"timezone":${nested(19)}}` };

    const answer = await send(request, event);

    expect(answer.body.details).toEqual([{ field: "timezone", expected: "a time zone such as America/New_York" }]);
  });

  it("nothing of a request can become a header of the answer", async () => {
    const odd = "x\r\nset-cookie: a=b";
    const request = {
      path: `/api/v2/timeseries/${encodeURIComponent(odd)}`,
      query: { [odd]: odd },
      headers: { "x-request-id": odd, "x-amzn-trace-id": odd, origin: odd, Host: odd },
    };

    const answer = await send(request, event);

    expect(answer.headers).toEqual({
      "content-type": "application/json",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-request-id": "00000000-0000-4000-8000-000000000000",
    });
  });

  it("names that JavaScript gives a meaning are names like any other in a query", async () => {
    const query = JSON.parse('{"__proto__":"1","constructor":"1","resolution":"1h"}');

    const answer = await send({ path: "/api/v2/timeseries/AAPL", query }, event);

    expect(answer.body.details.map((each: { field: string }) => each.field)).toEqual(["__proto__", "constructor"]);
  });

  it("what a caller can send never makes the function itself fail", async () => {
    const answers = await Promise.all([
      send({ path: "/health", body: "a body of a GET" }, event),
      send({ path: "/health", headers: { Host: "a b", "x-forwarded-proto": "1:", "x-odd": "\u20ac" } }, event),
      send({ path: "/%zz" }, event),
      send({ path: "//" }, event),
      send({ path: "/api/v2/timeseries//" }, event),
      send({ method: "TRACE", path: "/health" }, event),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 404, 404, 405]);
  });
});

it("a body in base64 is decoded before it is measured and read", async () => {
  const request = { method: "POST", path: "/api/v2/auth/anonymous" };
  const body = Buffer.from(JSON.stringify({ timezone: "Mars/Olympus" })).toString("base64");

  const answer = await send(request, () => ({ ...urlEvent(request), body, isBase64Encoded: true }));

  expect(answer.body.details).toEqual([{ field: "timezone", expected: "a time zone such as America/New_York" }]);
});

it("an overloaded database is said with the time after which to try again", async () => {
  tables.mock.on(QueryCommand).rejects(Object.assign(new Error("slow down"), { name: "ThrottlingException" }));

  const answer = await send({ path: "/api/v2/timeseries/AAPL", query: { resolution: "1h" } });

  expect(answer).toMatchObject({ status: 503, body: { code: "DATABASE_ERROR" }, headers: { "retry-after": "3" } });
});

it("health is answered with 503 when the table cannot be read", async () => {
  tables.mock.on(GetCommand).rejects(Object.assign(new Error("no"), { name: "ResourceNotFoundException" }));

  const answer = await send({ path: "/health" });

  expect(answer).toMatchObject({ status: 503, body: { code: "DATABASE_ERROR" } });
});

it("an error of the function itself is counted and logged by its class, and tells the caller nothing", async () => {
  tables.mock.on(QueryCommand).rejects(Object.assign(new Error("key AAPL#1h"), { name: "ValidationException" }));
  const stdout = captureStdout();
  const stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);

  const answer = await send({ path: "/api/v2/timeseries/AAPL", query: { resolution: "1h" } });

  const logged = [...stdout.lines(), ...stderr.mock.calls.map(([chunk]) => String(chunk))].join("");
  stdout.restore();
  stderr.mockRestore();
  expect(answer).toMatchObject({
    status: 500,
    body: { code: "INTERNAL_ERROR", message: "The request could not be answered." },
  });
  expect(JSON.stringify(answer)).not.toContain("AAPL#1h");
  expect(logged).not.toContain("AAPL#1h");
  expect(logged).toContain('"error_type":"ValidationException"');
  expect(stdout.metrics()).toEqual([
    {
      namespace: "SentimentAnalyzer/Dashboard",
      name: "ServerErrors",
      unit: "Count",
      values: [1],
      dimensions: { Environment: "test" },
    },
  ]);
});

it("a request of the caller that is refused is no server error", async () => {
  const stdout = captureStdout();

  await send({ path: "/nowhere/4111111111111111" });

  stdout.restore();
  expect(stdout.metrics().map(({ values }) => values)).toEqual([[0]]);
  expect(stdout.lines().join("")).not.toContain("4111111111111111");
});

it("no answer carries a CORS header: the URL's configuration adds them", async () => {
  const answers = [await send({ path: "/api" }), await send({ path: "/nowhere" })];

  const names = answers.flatMap(({ headers }) => Object.keys(headers));
  expect(names.filter((name) => name.startsWith("access-control-"))).toEqual([]);
});
