import { CloudWatchClient, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { describe, expect, it, vi } from "vitest";
import { dev } from "../../../environments/dev.ts";
import { metrics as contract } from "../../../lambdas/metrics/contract.ts";
import { accessLogFormat } from "../../../modules/api/access-log.ts";
import { sentimentAlarmRegister } from "../../../stacks/sentiment/alarms/alarm-register.ts";
import * as functions from "../../../stacks/sentiment/functions.ts";
import { sentimentQueries } from "../../../stacks/sentiment/queries.ts";
import { surroundingsOf } from "../../../stacks/sentiment/surroundings.ts";
import { lambdaContext, stubLambdaEnvironment } from "../../helpers/lambda-environment.ts";
import { fieldsOfLine, fieldsOfQuery } from "../../helpers/logs-insights.ts";

stubLambdaEnvironment(contract);
vi.stubEnv("_X_AMZN_TRACE_ID", "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1");
const { handler } = await import("../../../lambdas/metrics/handler.ts");

/** Lines that the platform and the runtime write (AWS Lambda developer guide, Telemetry API event schema). */
const platformLines = [
  '{"time":"2026-11-21T12:00:00.000Z","type":"platform.report","record":{"requestId":"6d68","status":"error","errorType":"Function.Unknown","metrics":{"durationMs":101.51,"billedDurationMs":102,"memorySizeMB":512,"maxMemoryUsedMB":93,"initDurationMs":116.74}}}',
  '{"timestamp":"2026-11-21T12:00:00.000Z","level":"ERROR","message":{"errorType":"TypeError","errorMessage":"x","stackTrace":[]}}',
];

/** What a function writes when CloudWatch does not take its metrics. */
async function linesOfFailingRun(): Promise<readonly string[]> {
  const chunks: string[] = [];
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, "write").mockImplementation((chunk: unknown) => {
      chunks.push(String(chunk));
      return true;
    }),
  );
  mockClient(DynamoDBDocumentClient).on(QueryCommand).resolves({ Count: 3 });
  mockClient(CloudWatchClient).on(PutMetricDataCommand).rejects(new Error("slow down"));
  await handler({}, lambdaContext(contract)).catch(() => {});
  for (const spy of spies) spy.mockRestore();
  return chunks
    .join("")
    .split("\n")
    .filter((line) => line.startsWith("{"));
}

const surroundings = surroundingsOf(dev);
const contracts = Object.values(functions);
const queries = sentimentQueries(surroundings, contracts, sentimentAlarmRegister(surroundings, contracts));

describe("saved queries", async () => {
  const ownLines = await linesOfFailingRun();
  const known = new Set([...ownLines, ...platformLines].flatMap(fieldsOfLine));

  it.each(queries.map((query) => [query.name, query] as const))("%s names only fields that lines have", (_, query) => {
    const api = query.logGroups.every((logGroup) => logGroup.startsWith("/aws/apigateway/"));
    const fields = api ? new Set(fieldsOfLine(accessLogFormat)) : known;

    const unknown = fieldsOfQuery(query.query).filter((field) => !fields.has(field));

    expect(unknown).toEqual([]);
  });

  it("are held against lines that a function really wrote", () => {
    const fields = ownLines.flatMap(fieldsOfLine);

    expect(fields).toEqual(
      expect.arrayContaining(["level", "message", "error_type", "service", "xray_trace_id", "metric_fallback"]),
    );
  });
});

describe("the reader of queries", () => {
  it("finds the fields of filters, statistics and orders, without texts, patterns and names given on the way", () => {
    const query =
      '# a remark\nfilter a = "b c" and (d.e like /f g/ or ispresent(h)) | stats count(*) as n, max(i.j) by k, bin(5m) | sort n desc';

    expect(fieldsOfQuery(query)).toEqual(["a", "d.e", "h", "i.j", "k"]);
  });

  it("refuses commands that it does not know", () => {
    expect(() => fieldsOfQuery("parse @message /x/")).toThrow("not understood");
  });
});
