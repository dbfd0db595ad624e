import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it, vi } from "vitest";
import { dashboard as contract } from "../../../lambdas/dashboard/contract.ts";
import { lambdaContext } from "../../helpers/lambda-environment.ts";
import { newToken, send, tables } from "./dashboard.ts";
import { linkFor, newAlert, newConfiguration, rowsOf, signedIn, verify } from "./people.ts";
import { restEvent, type TestRequest, urlEvent } from "./requests.ts";
import { pathOf } from "./route-paths.ts";
import { asJane, findNoSecretInOutput, janesAddress, remembered, strangersAddress } from "./secret-output.ts";

const { handler } = await import("../../../lambdas/dashboard/handler.ts");
const { routes } = await import("../../../lambdas/dashboard/routes/route-table.ts");

const path = "/api/v2/configurations";

describe("another person's rows", () => {
  it("are neither read, changed nor deleted, and cannot be told from none", async () => {
    const owner = await asJane();
    const config_id = await newConfiguration(owner);
    const { body: alert } = await newAlert(owner, config_id);
    const stranger = remembered(await signedIn(strangersAddress));
    const before = JSON.stringify([rowsOf("CONFIG#"), rowsOf("ALERT#")]);
    const ask = (method: string, of: string, id: string) =>
      send({ method, path: `${of}/${id}`, token: stranger, body: {} });

    const pairs = await Promise.all(
      ["GET", "PATCH", "DELETE"].flatMap((method) =>
        [
          [path, config_id],
          ["/api/v2/alerts", alert.alert_id],
        ].map(async ([of, id]) => [
          await ask(method, String(of), id),
          await ask(method, String(of), "00000000-0000-4000-8000-000000000000"),
        ]),
      ),
    );

    for (const [foreign, missing] of pairs) {
      expect(foreign).toEqual(missing);
      expect(foreign?.status).toBe(404);
    }
    expect(JSON.stringify([rowsOf("CONFIG#"), rowsOf("ALERT#")])).toBe(before);
  });
});

describe("headers and log lines", () => {
  const injected = 'injected\r\nset-cookie: a=b\r\n\r\n{"level":"ERROR"}';

  it("hold nothing of what a caller sends", async () => {
    const headers = {
      "user-agent": injected,
      "x-request-id": injected,
      "x-amzn-trace-id": injected,
      origin: injected,
      referer: injected,
      "x-forwarded-for": injected,
    };
    const requests: readonly TestRequest[] = [
      { path: "/health", headers },
      { path: `/${injected}`, headers },
      { path: `/api/v2/timeseries/${encodeURIComponent(injected)}`, headers, query: { resolution: injected } },
      { method: injected, path: "/health", headers },
      { method: "POST", path: "/api/v2/auth/magic-link", headers, body: { email: injected } },
      { path, headers: { ...headers, authorization: injected } },
    ];

    const answers = await Promise.all(requests.map((request) => send(request)));

    const lines = vi.mocked(process.stdout.write).mock.calls.map(([chunk]) => String(chunk));
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join("")).not.toContain("injected");
    for (const line of lines.join("").split("\n").filter(Boolean)) expect(() => JSON.parse(line)).not.toThrow();
    for (const answer of answers) expect(JSON.stringify(answer.headers)).not.toMatch(/injected|\\r|\\n/);
  });

  it("tell of an error its class alone", async () => {
    tables.mock.on(PutCommand).rejects(new Error(`no row for ${janesAddress}`));

    const answer = await send({ method: "POST", path: "/api/v2/auth/magic-link", body: { email: janesAddress } });

    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer)).not.toContain(janesAddress);
  });
});

describe("cookies", () => {
  it.each(routes.map(({ method, path: pattern, access }) => [method, pattern, access] as const))(
    "%s %s neither reads nor sets any",
    async (method, pattern, access) => {
      const token = await asJane();
      const cookies = [`token=${token}`, `session=${token}`, `authorization=Bearer ${token}`, `csrf_token=${token}`];
      const request = { method, path: pathOf(pattern), headers: { cookie: cookies.join("; ") } };

      const results = await Promise.all([
        handler({ ...urlEvent(request), cookies }, lambdaContext(contract)),
        handler(restEvent(request), lambdaContext(contract)),
      ]);

      for (const result of results) {
        expect(access !== "public").toBe(result.statusCode === 401);
        expect(Object.keys(result).sort()).toEqual(["body", "headers", "statusCode"]);
        expect(Object.keys(result.headers ?? {}).map((name) => name.toLowerCase())).not.toContain("set-cookie");
      }
    },
  );
});

it("a whole walk from an anonymous session to an alert stands in no log line with a token or an address", async () => {
  const anonymous = remembered(await newToken());
  await newConfiguration(anonymous);
  const link = await linkFor(janesAddress, anonymous);
  const { body } = await verify(link);
  remembered(body.token);
  const [{ config_id } = {}] = rowsOf("CONFIG#");
  await newAlert(body.token, String(config_id));

  const answer = await send({ path: "/api/v2/auth/session", token: body.token });

  expect(answer.body).toMatchObject({ auth_type: "email", email_masked: "p***@example.com" });
});

findNoSecretInOutput({ chunks: 80, secrets: 40 });
