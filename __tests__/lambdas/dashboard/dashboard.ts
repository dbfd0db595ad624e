import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { PublishBatchCommand, SNSClient } from "@aws-sdk/client-sns";
import { mockClient } from "aws-sdk-client-mock";
import { afterAll, afterEach, beforeEach, vi } from "vitest";
import { dashboard as contract } from "../../../lambdas/dashboard/contract.ts";
import type { HttpEvent } from "../../../lambdas/dashboard/http/request.ts";
import { lambdaContext, stubLambdaEnvironment } from "../../helpers/lambda-environment.ts";
import { answersOf } from "./described-api.ts";
import { fakeTables } from "./fake-tables.ts";
import { answerOf, type TestAnswer, type TestRequest, urlEvent } from "./requests.ts";

stubLambdaEnvironment(contract);
const { handler } = await import("../../../lambdas/dashboard/handler.ts");
const { routes } = await import("../../../lambdas/dashboard/routes/route-table.ts");
const { openApiDocument } = await import("../../../lambdas/dashboard/http/openapi/document.ts");
const holdAsDescribed = answersOf(openApiDocument(routes));

/** Wednesday, 09:00 in New York. */
export const now = new Date("2026-01-07T14:00:00.000Z");
export const tables = fakeTables();

/** What signs the tokens of people's sessions. */
export const signingKey = "a key of at least 32 bytes, for tests";
/** What the provider of prices asks for. */
export const tiingoKey = "tiingo-key";
export const secrets = mockClient(SecretsManagerClient);
/** The topic of mails. */
export const topic = mockClient(SNSClient);

beforeEach(() => {
  // Every request writes two lines, which nobody reads unless a test captures them.
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
  tables.reset();
  secrets.reset();
  const fields = { signing_key: signingKey, api_key: tiingoKey };
  secrets.on(GetSecretValueCommand).resolves({ SecretString: JSON.stringify(fields) });
  topic.reset();
  topic.on(PublishBatchCommand).resolves({});
  vi.useFakeTimers({ now, toFake: ["Date"] });
});

afterEach(() => {
  vi.mocked(process.stdout.write).mockRestore?.();
});

afterAll(() => {
  vi.useRealTimers();
});

/**
 * Sends a request through one of the doors, the Function URL where none is named. An answer that is not as the OpenAPI
 * document says is an error.
 */
export async function send(
  request: TestRequest,
  event: (request: TestRequest) => HttpEvent = urlEvent,
): Promise<TestAnswer> {
  const answer = answerOf(await handler(event(request), lambdaContext(contract)));
  await holdAsDescribed(request, answer);
  return answer;
}

/** A token of a new person. */
export async function newToken(): Promise<string> {
  const { body } = await send({ method: "POST", path: "/api/v2/auth/anonymous" });
  return body.token;
}
