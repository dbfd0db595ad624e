// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are pieces of the sources that are changed
import type { Mutation } from "./mutation.ts";

const lambdaFunction = (what: string, find: string, replace: string): Mutation => ({
  what,
  file: "modules/functions/lambda-function.ts",
  find,
  replace,
});
const permissions = (what: string, find: string, replace: string): Mutation => ({
  what,
  file: "modules/functions/permissions-from-contract.ts",
  find,
  replace,
});
const variables = (what: string, find: string, replace: string): Mutation => ({
  what,
  file: "modules/functions/environment-variables.ts",
  find,
  replace,
});
const collector = (what: string, find: string, replace: string): Mutation => ({
  what,
  file: "modules/tracing/collector-configuration.ts",
  find,
  replace,
});
const schedule = (what: string, find: string, replace: string): Mutation => ({
  what,
  file: "modules/functions/schedule.ts",
  find,
  replace,
});
const url = (what: string, find: string, replace: string): Mutation => ({
  what,
  file: "modules/functions/function-url.ts",
  find,
  replace,
});
const table = (what: string, find: string, replace: string): Mutation => ({
  what,
  file: "modules/data/table.ts",
  find,
  replace,
});

/** Constructs that make something else than contracts and requirements ask for. */
export const constructMutations: readonly Mutation[] = [
  lambdaFunction("function without active tracing", 'mode: "Active"', 'mode: "PassThrough"'),
  lambdaFunction("changed code not noticed", "      sourceCodeHash: props.artifact.sha256Base64,\n", ""),
  lambdaFunction(
    "role without the permission to write traces",
    "policyArn: props.tracePolicyArn }",
    "policyArn: policy.arn }",
  ),
  permissions(
    "permission widened to every table",
    "...allow(Sid, reach.actions, [arn])",
    '...allow(Sid, reach.actions, ["*"])',
  ),
  permissions("action of X-Ray left out", '  "xray:PutTraceSegments",\n', ""),
  variables("missing trace context only logged", '"RUNTIME_ERROR"', '"LOG_ERROR"'),
  variables("port of another protocol", "http://localhost:4318", "http://localhost:4317"),
  collector("collector open to the network", '"localhost:4318"', '"0.0.0.0:4318"'),
  collector("component that the layer lacks", "exporters: [awsxray]", "exporters: [xray]"),
  schedule("principal mixed up", '"events.amazonaws.com"', '"scheduler.amazonaws.com"'),
  schedule(
    "undelivered events dropped",
    "      deadLetterConfig: { arn: deadLetterQueueArn },\n",
    '      ...(deadLetterQueueArn === "" ? {} : {}),\n',
  ),
  url(
    "function open to direct calls",
    "    onlyThroughFunctionUrl(invoke);\n",
    "    void [onlyThroughFunctionUrl, invoke];\n",
  ),
  table(
    "table that lets itself be destroyed",
    "lifecycle: { preventDestroy: protect }",
    "lifecycle: { preventDestroy: false }",
  ),
  {
    what: "trace group without insights",
    file: "modules/tracing/trace-group.ts",
    find: "insightsEnabled: true",
    replace: "insightsEnabled: false",
  },
  {
    what: "limit of a name forgotten",
    file: "modules/naming/naming.ts",
    find: '"X-Ray group": 32',
    replace: '"X-Ray group": 128',
  },
  {
    what: "deploy into any account",
    file: "modules/terraform/aws-provider.ts",
    find: "allowedAccountIds: [accountId],",
    replace: 'allowedAccountIds: accountId === "" ? [accountId] : [],',
  },
  {
    what: "state without a lock",
    file: "modules/terraform/state.ts",
    find: 'use_lockfile", true',
    replace: 'use_lockfile", false',
  },
  {
    what: "zip with the date of its build",
    file: "modules/packaging/zip.ts",
    find: "new Date(Date.UTC(1980, 0, 1))",
    replace: "new Date()",
  },
  {
    what: "layer of the wrong architecture",
    file: "environments/prod.ts",
    find: "aws-otel-collector-arm64",
    replace: "aws-otel-collector-amd64",
  },
];
