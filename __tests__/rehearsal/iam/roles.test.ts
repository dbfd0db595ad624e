import { describe, expect, it } from "vitest";
import type { LambdaContract, Reach } from "../../../lambdas/shared/contract/index.ts";
import { iamActionsOf } from "../../../modules/guardrails/iam-actions.ts";
import { decide } from "../../../rehearsal/iam/decide.ts";
import { policiesOfStack } from "../../../rehearsal/iam/policies-of-stack.ts";
import type { RequiredPermission } from "../../../rehearsal/iam/required-permissions.ts";
import { resolvedResources } from "../../../rehearsal/iam/resolved-resources.ts";
import { type StackRow, sentimentContracts, sentimentStacks } from "../../helpers/sentiment-stacks.ts";

const region = "us-east-1";
const account = "111122223333";

/** Everything of an environment that an action can be tried on. */
function triedResources({ stack }: StackRow): readonly string[] {
  return resolvedResources(stack.json)
    .filter(({ arn }) => arn !== "")
    .flatMap(({ kind, arn, body }) => [arn, ...insideOf(kind, arn, body)]);
}

function insideOf(kind: string, arn: string, body: Readonly<Record<string, unknown>>): readonly string[] {
  if (kind === "aws_cloudwatch_log_group") return [`${arn}:log-stream:one`];
  if (kind !== "aws_dynamodb_table") return [];
  const indexes = (body.global_secondary_index ?? []) as readonly { readonly name: string }[];
  return indexes.map(({ name }) => `${arn}/index/${name}`);
}

const services = ["dynamodb", "sns", "sqs", "secretsmanager", "kms", "logs"];
const withoutResource = ["xray", "cloudwatch", "sts", "ssm", "events", "lambda", "iam", "s3"];

/** Every action of a service on everything of it, a key through each service that could use it. */
const tried = new Map(sentimentStacks.map((row) => [row.name, [...onResources(triedResources(row)), ...onNothing()]]));

function onResources(resources: readonly string[]): readonly RequiredPermission[] {
  return services.flatMap((service) =>
    iamActionsOf(service).flatMap((action) =>
      resources
        .filter((arn) => arn.split(":")[2] === service)
        .flatMap((resource) => contextsOf(service).map((context) => ({ action, resource, context }))),
    ),
  );
}

function onNothing(): readonly RequiredPermission[] {
  return withoutResource.flatMap((service) =>
    iamActionsOf(service).flatMap((action) =>
      contextsOf(service).map((context) => ({ action, resource: "*", context })),
    ),
  );
}

function contextsOf(service: string): readonly Readonly<Record<string, string>>[] {
  if (service === "kms")
    return ["sns", "secretsmanager", "sqs"].map((each) => ({ "kms:viaservice": `${each}.${region}.amazonaws.com` }));
  if (service === "cloudwatch")
    return ["SentimentAnalyzer", "SentimentAnalyzer/Reliability", "Other"].map((each) => ({
      "cloudwatch:namespace": each,
    }));
  return [{}];
}

/** A permission as one text. */
function textOf({ action, resource, context = {} }: RequiredPermission): string {
  return [action, resource, ...Object.values(context)].join(" ");
}

/** What a contract grants, in an environment, without a look at any policy. */
function granted(contract: LambdaContract, { name, stack }: StackRow): readonly string[] {
  const { name: functionName, reaches, deadLetterQueue, metricTransport } = contract;
  const key = resolvedResources(stack.json).find(({ kind }) => kind === "aws_kms_key")?.arn;
  const through = (service: string, ...actions: readonly string[]) =>
    actions.map((action) => `kms:${action} ${key} ${service}.${region}.amazonaws.com`);
  const kinds = new Set(Object.values<Reach>(reaches).map(({ kind }) => kind));
  const group = `arn:aws:logs:${region}:${account}:log-group:/aws/lambda/${name}-sentiment-${functionName}`;
  const traces = ["PutTraceSegments", "PutTelemetryRecords", "GetSamplingRules", "GetSamplingTargets"];
  return [
    ...["CreateLogStream", "PutLogEvents"].map((action) => `logs:${action} ${group}:log-stream:one`),
    ...[...traces, "GetSamplingStatisticSummaries"].map((action) => `xray:${action} *`),
    ...Object.values<Reach>(reaches).flatMap((reach) => ofReach(reach, name)),
    ...(kinds.has("topic") ? through("sns", "Decrypt", "GenerateDataKey") : []),
    ...(kinds.has("secret") ? through("secretsmanager", "Decrypt") : []),
    ...(deadLetterQueue === undefined
      ? []
      : [`sqs:SendMessage arn:aws:sqs:${region}:${account}:${name}-sentiment-${deadLetterQueue.name}`]),
    ...(metricTransport === "api" ? ["cloudwatch:PutMetricData * SentimentAnalyzer"] : []),
  ];
}

function ofReach(reach: Reach, environment: string): readonly string[] {
  const arn = (service: string, rest: string) => `arn:aws:${service}:${region}:${account}:${rest}`;
  switch (reach.kind) {
    case "table": {
      const table = arn("dynamodb", `table/${environment}-sentiment-${reach.table.name}`);
      const indexes = reach.queriedIndexes.map((index) => `dynamodb:Query ${table}/index/${index}`);
      return [...reach.actions.map((action) => `${action} ${table}`), ...indexes];
    }
    case "topic":
      return [`sns:Publish ${arn("sns", `${environment}-sentiment-${reach.topic.name}`)}`];
    case "secret": {
      const secret = `secret:${environment}/sentiment-analyzer/${reach.secret.name}-AbCdEf`;
      return [`secretsmanager:GetSecretValue ${arn("secretsmanager", secret)}`];
    }
    case "function-url":
      return [];
  }
}

const rows = sentimentStacks.flatMap((row) =>
  sentimentContracts.map((contract) => ({ environment: row.name, role: contract.name, row, contract })),
);

describe("D25, D26, least privilege: of everything that can be tried, a role may do what its contract says, and nothing else", () => {
  it.each(rows)("$environment $role", async ({ environment, row, contract }) => {
    const deployed = policiesOfStack(row.stack.json);
    const role = `arn:aws:iam::${account}:role/${environment}-sentiment-${contract.name}-lambda-role`;

    const expected = [...granted(contract, row)].sort();
    const isGrantedSomewhere = new Set(expected.map((text) => text.split(" ")[0]));
    const own = tried.get(environment) ?? [];
    const ofOthers = [...tried]
      .filter(([name]) => name !== environment)
      .flatMap(([, permissions]) => permissions)
      .filter(({ action, resource }) => resource !== "*" && isGrantedSomewhere.has(action));

    const decisions = await Promise.all(
      [...own, ...ofOthers].map(async (permission) => ({
        permission,
        ...(await decide(deployed, role, region, permission)),
      })),
    );

    const allowed = decisions.filter((each) => each.allowed).map(({ permission }) => textOf(permission));
    const denied = decisions.filter((each) => !each.allowed);
    expect(allowed.sort()).toEqual(expected);
    expect(new Set(denied.map(({ action }) => action)).size).toBeGreaterThan(40);
    expect(ofOthers.length).toBeGreaterThan(10);
    expect(denied.filter(({ why }) => why.startsWith("not understood"))).toEqual([]);
  });
});
