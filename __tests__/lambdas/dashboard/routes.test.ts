import { describe, expect, it } from "vitest";
import { newToken, now, send, tables } from "./dashboard.ts";
import { doors } from "./requests.ts";
import { articleRow, bucketRow } from "./rows.ts";

describe.each(doors)("every route answers through the %s", (_, event) => {
  it("GET /health", async () => {
    const answer = await send({ path: "/health" }, event);

    expect(answer).toMatchObject({
      status: 200,
      body: { status: "healthy", table: "test-sentiment-users", environment: "test" },
    });
  });

  it("GET /api lists every route with its method", async () => {
    const answer = await send({ path: "/api" }, event);

    expect(answer.body.endpoints.map((each: Record<string, string>) => `${each.method} ${each.path}`)).toEqual([
      "GET /health",
      "GET /api",
      "GET /api/openapi.json",
      "GET /api/v2/runtime",
      "GET /api/v2/metrics",
      "GET /api/v2/articles",
      "GET /api/v2/sentiment",
      "GET /api/v2/trends",
      "GET /api/v2/timeseries/batch",
      "GET /api/v2/timeseries/{ticker}",
      "GET /api/v2/market/status",
      "GET /api/v2/tickers/{ticker}/ohlc",
      "POST /api/v2/auth/anonymous",
      "POST /api/v2/auth/magic-link",
      "POST /api/v2/auth/magic-link/verify",
      "GET /api/v2/auth/session",
      "POST /api/v2/auth/session/refresh",
      "POST /api/v2/auth/signout",
      "POST /api/v2/configurations",
      "GET /api/v2/configurations",
      "GET /api/v2/configurations/{id}",
      "PATCH /api/v2/configurations/{id}",
      "DELETE /api/v2/configurations/{id}",
      "POST /api/v2/alerts",
      "GET /api/v2/alerts",
      "GET /api/v2/alerts/quota",
      "GET /api/v2/alerts/{id}",
      "PATCH /api/v2/alerts/{id}",
      "DELETE /api/v2/alerts/{id}",
      "GET /api/v2/notifications/preferences",
      "PATCH /api/v2/notifications/preferences",
      "GET /api/v2/notifications/digest",
      "PATCH /api/v2/notifications/digest",
    ]);
  });

  it("GET /api/v2/runtime", async () => {
    const answer = await send({ path: "/api/v2/runtime" }, event);

    expect(answer).toMatchObject({
      status: 200,
      body: { sse_url: "https://sse-streaming.lambda-url.us-east-1.on.aws/", environment: "test" },
    });
  });

  it("GET /api/v2/metrics", async () => {
    const token = await newToken();
    tables.put("items", articleRow("1", "2026-01-07T13:30:00.000Z", "positive", ["AAPL"]));

    const answer = await send({ path: "/api/v2/metrics", query: { hours: "24" }, token }, event);

    expect(answer).toMatchObject({
      status: 200,
      body: { total: 1, positive: 1, recent_items: [{ headline: "Headline 1" }] },
    });
  });

  it("GET /api/v2/articles", async () => {
    const token = await newToken();
    tables.put("items", articleRow("1", "2026-01-07T13:30:00.000Z", "positive", ["AAPL"]));

    const answer = await send({ path: "/api/v2/articles", query: { tickers: "aapl,msft" }, token }, event);

    expect(answer).toMatchObject({ status: 200, body: { articles: [{ source_id: "dedup:1" }], has_more: false } });
  });

  it("GET /api/v2/sentiment", async () => {
    const token = await newToken();
    tables.put("timeseries", bucketRow("AAPL", "1h", "2026-01-07T12:00:00.000Z", { positive: 3, negative: 1 }));

    const answer = await send({ path: "/api/v2/sentiment", query: { tickers: "AAPL" }, token }, event);

    expect(answer).toMatchObject({ status: 200, body: { total_count: 4, trend: "improving" } });
  });

  it("GET /api/v2/timeseries/{ticker}", async () => {
    tables.put("timeseries", bucketRow("AAPL", "1h", "2026-01-07T12:00:00.000Z", { positive: 1 }));

    const answer = await send({ path: "/api/v2/timeseries/aapl", query: { resolution: "1h" } }, event);

    expect(answer).toMatchObject({ status: 200, body: { ticker: "AAPL", buckets: [{ count: 1, avg: 0.25 }] } });
  });

  it("D14: GET /api/v2/timeseries/batch is no ticker", async () => {
    tables.put("timeseries", bucketRow("AAPL", "1h", "2026-01-07T12:00:00.000Z", { positive: 1 }));

    const query = { tickers: "AAPL,MSFT", resolution: "1h" };
    const answer = await send({ path: "/api/v2/timeseries/batch", query }, event);

    expect(answer).toMatchObject({
      status: 200,
      body: { AAPL: { ticker: "AAPL", buckets: [{}] }, MSFT: { ticker: "MSFT", buckets: [] } },
    });
  });

  it("GET /api/v2/market/status", async () => {
    const answer = await send({ path: "/api/v2/market/status" }, event);

    expect(answer).toMatchObject({ status: 200, body: { status: "closed", next_open: "2026-01-07T14:30:00.000Z" } });
  });

  it("POST /api/v2/auth/anonymous", async () => {
    const answer = await send(
      { method: "POST", path: "/api/v2/auth/anonymous", body: { timezone: "Europe/Vienna" } },
      event,
    );

    expect(answer).toMatchObject({
      status: 201,
      body: {
        auth_type: "anonymous",
        created_at: now.toISOString(),
        session_expires_at: "2026-02-06T14:00:00.000Z",
        token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      },
    });
  });

  it("POST and GET /api/v2/configurations, GET /api/v2/configurations/{id}", async () => {
    const token = await newToken();
    const path = "/api/v2/configurations";

    const created = await send(
      { method: "POST", path, token, body: { name: " Cars ", tickers: ["tsla", "TSLA"] } },
      event,
    );
    const list = await send({ path, token }, event);
    const one = await send({ path: `${path}/${created.body.config_id}/`, token }, event);

    expect(created).toMatchObject({
      status: 201,
      body: {
        name: "Cars",
        tickers: [{ symbol: "TSLA", added_at: now.toISOString() }],
        timeframe_days: 7,
        include_extended_hours: false,
        status: "active",
      },
    });
    expect(list).toMatchObject({ status: 200, body: { configurations: [created.body], max_allowed: 2 } });
    expect(one).toMatchObject({ status: 200, body: created.body });
  });
});
