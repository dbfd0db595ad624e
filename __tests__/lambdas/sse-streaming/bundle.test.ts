import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, it, vi } from "vitest";
import { signSessionToken } from "../../../lambdas/shared/sentiment/session-tokens.ts";
import { sseStreaming as contract } from "../../../lambdas/sse-streaming/contract.ts";
import { bundle } from "../../../modules/packaging/bundle.ts";
import { zip } from "../../../modules/packaging/zip.ts";
import { collectorConfiguration } from "../../../modules/tracing/collector-configuration.ts";
import { openDynamoDbEndpoint } from "../../helpers/dynamodb-endpoint.ts";
import { readEventStream } from "../../helpers/event-stream-reader.ts";
import { lambdaContext, stubLambdaEnvironment } from "../../helpers/lambda-environment.ts";
import { openOtlpSink } from "../../helpers/otlp-sink.ts";
import {
  ReceivedResponse,
  type StreamingHandler,
  stubStreamingRuntime,
  urlEvent,
} from "../../helpers/streaming-runtime.ts";

const budgetBytes = 450_000;
const directory = mkdtempSync(join(tmpdir(), "sse-streaming-"));
const sink = await openOtlpSink();
const dynamoDb = await openDynamoDbEndpoint();
const [built] = await bundle(process.cwd(), [
  { functionName: contract.name, entryPoint: "lambdas/sse-streaming/handler.ts" },
]);
if (built === undefined) throw new Error("The function was not bundled.");
const inputs = Object.entries(built.metafile.outputs[`bundles/${contract.name}/handler.mjs`]?.inputs ?? {})
  .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
  .map(([path]) => path);

afterAll(async () => {
  rmSync(directory, { recursive: true });
  await sink.close();
  await dynamoDb.close();
});

/** Folders of the packages in the bundle: a second copy of a package would be a second folder. */
function packages(): readonly string[] {
  const folders = inputs.flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  return [...new Set(folders)];
}

it("FR-057 FR-076: holds OpenTelemetry, each package once, and no other tracing", () => {
  const names = packages().map((folder) => folder.replace(/^.*node_modules\//, ""));

  expect(
    names.filter((name) => /^(aws-xray-sdk|@aws-lambda-powertools\/tracer|@opentelemetry\/instrumentation)/.test(name)),
  ).toEqual([]);
  const openTelemetry = names.filter((name) => name.startsWith("@opentelemetry/"));
  expect(openTelemetry).toContain("@opentelemetry/exporter-trace-otlp-proto");
  expect(openTelemetry).toEqual([...new Set(openTelemetry)]);
});

it(`stays within ${budgetBytes / 1000} KB, the collector's configuration included`, async () => {
  const bytes = await zip({ "handler.mjs": built.code, "collector.yaml": collectorConfiguration(contract) });

  expect(bytes.length).toBeLessThan(budgetBytes);
});

it("FR-059: starts without a trace, and then streams with its spans delivered", async () => {
  stubLambdaEnvironment(contract);
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", sink.url);
  vi.stubEnv("AWS_XRAY_CONTEXT_MISSING", "RUNTIME_ERROR");
  vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.url);
  vi.stubEnv("_X_AMZN_TRACE_ID", undefined);
  stubStreamingRuntime();
  const file = join(directory, "handler.mjs");
  writeFileSync(file, built.code);
  const { handler } = (await import(pathToFileURL(file).href)) as { handler: StreamingHandler };
  vi.stubEnv("_X_AMZN_TRACE_ID", "Root=1-6b00fdd5-09ddebcaa94551b47a5689b5;Parent=53995c3f42cd8ad8;Sampled=1");
  const response = new ReceivedResponse();

  await handler(urlEvent("/api/v2/stream"), response, lambdaContext(contract, 2_000));

  expect(readEventStream(response.text).events.map(({ type }) => type)).toEqual(["metrics", "deadline", "done"]);
  const names = ["DynamoDB", "dynamodb_poll", "sse_event_dispatch", "sse_stream"];
  expect(sink.spans.map(({ name }) => name)).toEqual(names);
  expect(new Set(sink.spans.map(({ traceId }) => traceId))).toEqual(new Set(["6b00fdd509ddebcaa94551b47a5689b5"]));
});

it("D22: verifies tokens as bundled, and answers a forged one before it looks at a table", async () => {
  vi.stubEnv("AWS_ENDPOINT_URL_SECRETS_MANAGER", dynamoDb.url);
  const signingKey = "a key of the tests, of more than thirty-two bytes";
  const inAnHour = Math.floor(Date.now() / 1000) + 3_600;
  const claims = { userId: "person", sessionId: "session", authType: "anonymous", expiresAt: inAnHour } as const;
  const { handler } = (await import(pathToFileURL(join(directory, "handler.mjs")).href)) as {
    handler: StreamingHandler;
  };
  const operations: string[] = [];
  dynamoDb.answer = ({ operation }) => {
    operations.push(operation);
    return { body: { SecretString: JSON.stringify({ signing_key: signingKey }) } };
  };
  const ask = async (key: string) => {
    const headers = { authorization: `Bearer ${await signSessionToken(claims, key, "test", Date.now())}` };
    const response = new ReceivedResponse();
    await handler(urlEvent("/api/v2/configurations/one/stream", "", headers), response, lambdaContext(contract));
    return response.head?.statusCode;
  };

  const forged = await ask("another key, also of more than thirty-two bytes");
  const signed = await ask(signingKey);

  // The table knows no session, so that the good token is refused as well: but only after a look.
  expect([forged, signed]).toEqual([401, 401]);
  expect(operations).toEqual(["GetSecretValue", "GetItem"]);
});
