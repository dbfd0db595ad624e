import { describe, expect, it } from "vitest";
import { noContent, ok, proxyResult } from "../../../lambdas/dashboard/http/answer.ts";
import { rateLimitError } from "../../../lambdas/dashboard/http/api-error.ts";

describe("what the front doors get", () => {
  it("an answer without a body has none, and no type of one", () => {
    const result = proxyResult(noContent(), "id");

    expect(result).toMatchObject({ statusCode: 204, body: "" });
    expect(Object.keys(result.headers ?? {})).not.toContain("content-type");
  });

  it("a header cannot end and begin another", () => {
    const result = proxyResult({ ...ok({}), headers: { location: "a\r\nset-cookie: b\u20ac" } }, "id");

    expect(result.headers?.location).toBe("aset-cookie: b");
  });

  it("the time to wait is a whole number of seconds", () => {
    const { status, headers } = rateLimitError("Too many.", 12.3);

    expect([status, headers]).toEqual([429, { "retry-after": "13" }]);
  });
});
