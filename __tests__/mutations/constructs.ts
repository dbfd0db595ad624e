// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are pieces of the sources that are changed
import { changesOf, type Mutation } from "./mutation.ts";

const lambdaFunction = changesOf("modules/functions/lambda-function.ts");
const permissions = changesOf("modules/functions/permissions-from-contract.ts");
const variables = changesOf("modules/functions/environment-variables.ts");
const collector = changesOf("modules/tracing/collector-configuration.ts");
const schedule = changesOf("modules/functions/schedule.ts");
const url = changesOf("modules/functions/function-url.ts");
const table = changesOf("modules/data/table.ts");

/** Constructs that make something else than contracts and requirements ask for. */
export const constructMutations: readonly Mutation[] = [
  lambdaFunction("function without active tracing", 'mode: "Active"', 'mode: "PassThrough"'),
  lambdaFunction(
    "changed code not noticed",
    "      sourceCodeHash: props.artifact.sha256Base64,\n",
    "",
    "__tests__/stacks/sentiment/functions.test.ts",
  ),
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
  permissions(
    "action of X-Ray left out",
    '  "xray:PutTraceSegments",\n',
    "",
    "__tests__/stacks/sentiment/functions.test.ts",
  ),
  variables(
    "missing trace context only logged",
    '"RUNTIME_ERROR"',
    '"LOG_ERROR"',
    "__tests__/modules/functions-checks/environment-variables.test.ts",
  ),
  variables(
    "port of another protocol",
    "http://localhost:4318",
    "http://localhost:4317",
    "__tests__/modules/tracing/collector-configuration.test.ts",
  ),
  collector(
    "collector open to the network",
    '"localhost:4318"',
    '"0.0.0.0:4318"',
    "__tests__/modules/tracing/collector-configuration.test.ts",
  ),
  collector(
    "component that the layer lacks",
    "exporters: [awsxray]",
    "exporters: [xray]",
    "__tests__/modules/tracing/collector-configuration.test.ts",
  ),
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
    seenBy: ["__tests__/modules/naming/naming.test.ts"],
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
    seenBy: ["__tests__/stacks/state/state-stack.test.ts"],
  },
  {
    what: "zip with the date of its build",
    file: "modules/packaging/zip.ts",
    find: "new Date(Date.UTC(1980, 0, 1))",
    replace: "new Date()",
    seenBy: ["__tests__/modules/packaging/zip.test.ts"],
  },
  {
    what: "layer of the wrong architecture",
    file: "environments/prod.ts",
    find: "aws-otel-collector-arm64",
    replace: "aws-otel-collector-amd64",
  },
];
