import { describe, expect, it } from "vitest";
import { signSessionToken } from "../../../lambdas/shared/sentiment/session-tokens.ts";
import { sseStreaming as contract } from "../../../lambdas/sse-streaming/contract.ts";
import type { DynamoDbAnswer } from "../../helpers/dynamodb-endpoint.ts";
import { beginTrace, dynamoDb, named, parentSpanId, request, snapshotOnly } from "./traced-function.ts";

describe("the stream of a configuration", () => {
  const userId = "3f0c7a54-5f0b-4a53-9a4c-1a2b3c4d5e6f";
  const configurationId = "9d2f4b68-7c1e-4f3a-8b5d-0e6a2c4f8d1b";
  const signingKey = "a key of the tests, of more than thirty-two bytes";
  const inAnHour = Math.floor(Date.now() / 1000) + 3_600;

  /** Asks for the stream with a good token; `row` is the configuration as the table answers it. */
  async function requestConfiguration(row: DynamoDbAnswer, remaining = snapshotOnly) {
    const claims = { userId, sessionId: "session", authType: "anonymous", expiresAt: inAnHour } as const;
    const token = await signSessionToken(claims, signingKey, "test", Date.now());
    const session = { user_id: { S: userId }, auth_type: { S: "anonymous" }, ttl_timestamp: { N: String(inAnHour) } };
    dynamoDb.answer = ({ operation, input }) => {
      if (operation === "GetSecretValue")
        return { body: { SecretString: JSON.stringify({ signing_key: signingKey }) } };
      if (operation !== "GetItem") return { body: { Items: [] } };
      return (input.Key as { PK: { S: string } }).PK.S.startsWith("SESSION#") ? { body: { Item: session } } : row;
    };
    const headers = { authorization: `Bearer ${token}` };
    const path = `/api/v2/configurations/${configurationId}/stream`;
    return { token, ...(await request("", headers, remaining, path)) };
  }

  it("D22: shows the verification as a span of its own beside the stream, and in no span whose it is", async () => {
    const { traceId } = beginTrace();

    const { spans, outcome, token } = await requestConfiguration({
      body: { Item: { status: { S: "active" }, tickers: { L: [{ M: { symbol: { S: "AAPL" } } }] } } },
    });

    expect(outcome).toBeUndefined();
    const [verification] = named(spans, "authorize_stream");
    expect(verification).toMatchObject({ traceId, parentSpanId, attributes: { outcome: "granted" } });
    expect(Object.keys(verification?.attributes ?? {})).toEqual(contract.operations.authorize_stream);
    const calls = spans.filter((span) => span.parentSpanId === verification?.spanId);
    expect(calls.map((span) => span.attributes["rpc.method"])).toEqual(["GetSecretValue", "GetItem", "GetItem"]);
    expect(named(spans, "sse_stream")).toHaveLength(1);
    const text = JSON.stringify(spans);
    for (const secret of [token, userId, configurationId]) expect(text).not.toContain(secret);
  });

  it("FR-005 D21: a table that does not answer is a fault in the trace, whatever the reader is told", async () => {
    beginTrace();

    const slowDown = { __type: "com.amazonaws.dynamodb.v20120810#ThrottlingException", message: "slow down" };
    // Time enough for every attempt of the SDK.
    const { spans, outcome, response } = await requestConfiguration({ status: 400, body: slowDown }, 60_000);

    expect(outcome).toBeUndefined();
    expect(response.head?.statusCode).toBe(503);
    const [verification] = named(spans, "authorize_stream");
    expect(verification?.status).toEqual({ code: 2, message: "slow down" });
    expect(verification?.events[0]?.attributes["exception.type"]).toBe("ThrottlingException");
  });
});
