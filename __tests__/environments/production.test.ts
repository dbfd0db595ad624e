import { describe, expect, it } from "vitest";
import { prod } from "../../environments/prod.ts";
import { linesOf, says } from "./refusals.ts";

describe("production", () => {
  const starRefused = (index: number, origin: string) =>
    `environments/prod.ts, corsOrigins[${index}]: found "${origin}", expected a named origin: with "*" every site on the web may call the API with a visitor's credentials. Correct it; ${says}`;

  it("without CORS origins is refused", () => {
    expect(linesOf({ corsOrigins: [] })).toEqual([
      "environments/prod.ts, corsOrigins: found an empty list, expected at least one entry in a production environment. Name the origins of the web application: no browser could use the API.",
    ]);
  });

  it.each(["*", "https://*.example.com"])("with the CORS origin %s is refused, as everywhere", (origin) => {
    expect(linesOf({ corsOrigins: ["https://a.example", origin] })).toEqual([starRefused(1, origin)]);
    expect(linesOf({ production: false, corsOrigins: [origin] })).toEqual([starRefused(0, origin)]);
  });

  it.each(["http://localhost:3000", "http://127.0.0.1", "http://0.0.0.0:80", "http://[::1]:8080", "http://LOCALHOST"])(
    "with an address of the local machine is refused: %s",
    (address) => {
      expect(linesOf({ dashboardUrl: address })).toEqual([
        `environments/prod.ts, dashboardUrl: found "${address}", expected no address of the local machine in a production environment. Name the public address.`,
      ]);
    },
  );

  it.each([
    ["corsOrigins[1]", { corsOrigins: ["https://a.example", "http://localhost:3000"] }],
    ["userPool.callbackUrls[0]", { userPool: { ...prod.userPool, callbackUrls: ["http://localhost/x"] } }],
    ["settings.metrics.BASE_URL", { settings: { metrics: { BASE_URL: "http://localhost" } } }],
    ["alarmSubscribers[0].endpoint", { alarmSubscribers: [{ protocol: "https", endpoint: "https://localhost/x" }] }],
  ])("with an address of the local machine is refused, anywhere: %s", (path, changes) => {
    expect(linesOf(changes)).toEqual([expect.stringContaining(`environments/prod.ts, ${path}: found "http`)]);
  });

  it("without an alarm subscriber is refused", () => {
    expect(linesOf({ alarmSubscribers: [] })).toEqual([
      "environments/prod.ts, alarmSubscribers: found an empty list, expected at least one entry in a production environment. Name who is told about alarms: nobody would hear of them.",
    ]);
  });

  it("rules bind no other environment", () => {
    const changes = { production: false, corsOrigins: [], alarmSubscribers: [], dashboardUrl: "http://localhost:3000" };

    expect(linesOf(changes)).toEqual([]);
  });
});
