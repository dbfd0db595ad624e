import { PublishBatchCommand } from "@aws-sdk/client-sns";
import { TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { expect } from "vitest";
import type { HttpEvent } from "../../../lambdas/dashboard/http/request.ts";
import type { MagicLinkRequest } from "../../../lambdas/shared/sentiment/notification-requests.ts";
import { carryOutInMemory } from "../../aws/mocked-tables.ts";
import { send, tables, topic } from "./dashboard.ts";
import { type TestAnswer, type TestRequest, urlEvent } from "./requests.ts";

/** Mails that were asked for, in their order. */
export function requestedMails(): readonly MagicLinkRequest[] {
  return topic
    .commandCalls(PublishBatchCommand)
    .flatMap(({ args: [{ input }] }) => input.PublishBatchRequestEntries ?? [])
    .map(({ Message }) => JSON.parse(Message ?? ""));
}

/** Asks for a sign-in link, with the token of a session where one is given, and gives back what its mail carries. */
export async function linkFor(email: string, token?: string): Promise<string> {
  const request = { method: "POST", path: "/api/v2/auth/magic-link", body: { email } };
  const { status } = await send(token === undefined ? request : { ...request, token });
  expect(status).toBe(202);
  return requestedMails().at(-1)?.token ?? "";
}

export function verify(link: string): Promise<TestAnswer> {
  return send({ method: "POST", path: "/api/v2/auth/magic-link/verify", body: { token: link } });
}

/** A token of somebody with an address, who is made where the address is new. */
export async function signedIn(email = "jane@example.com"): Promise<string> {
  const { body } = await verify(await linkFor(email));
  return body.token;
}

/** Stores a configuration and gives back its id. */
export async function newConfiguration(token: string, tickers: readonly string[] = ["AAPL", "MSFT"]): Promise<string> {
  const body = { name: "Mine", tickers };
  const answer = await send({ method: "POST", path: "/api/v2/configurations", token, body });
  expect(answer.status).toBe(201);
  return answer.body.config_id;
}

/** Asks for an alert. */
export function newAlert(token: string, config_id: string, changes: object = {}): Promise<TestAnswer> {
  const body = { config_id, ticker: "AAPL", threshold: 0.5, direction: "above", ...changes };
  return send({ method: "POST", path: "/api/v2/alerts", token, body });
}

/** Rows of the users table whose sort key begins so. */
export function rowsOf(sortKey: string): readonly Readonly<Record<string, unknown>>[] {
  return tables.rows("users").filter(({ SK }) => String(SK).startsWith(sortKey));
}

/** A request that comes from another address. */
export function from(sourceIp: string): (request: TestRequest) => HttpEvent {
  return (request) => {
    const event = urlEvent(request);
    return { ...event, requestContext: { ...event.requestContext, http: { ...event.requestContext.http, sourceIp } } };
  };
}

/** Does something after the next request has read and before it writes: what another request can do in between. */
export function beforeNextTransaction(meanwhile: () => Promise<unknown>): void {
  const carryOut = carryOutInMemory(tables.mock, tables.account);
  let waiting = true;
  tables.mock.on(TransactWriteCommand).callsFake(async (input) => {
    if (waiting) {
      waiting = false;
      await meanwhile();
    }
    return carryOut("TransactWriteItems", input);
  });
}
