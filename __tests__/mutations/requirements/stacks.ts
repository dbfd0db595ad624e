import { faultsOf, type RequirementFault } from "../mutation.ts";

const functions = "__tests__/stacks/sentiment/functions.test.ts";
const inFunction = faultsOf("modules/functions/lambda-function.ts");

/** What stacks make for traces: headers, logs, permissions, sampling. */
export const stackFaults: readonly RequirementFault[] = [
  faultsOf("modules/api/preflight.ts")(
    ["FR-015"],
    "REST API that keeps browsers from sending the trace",
    "[...allowHeaders, traceHeader]",
    "allowHeaders",
    "__tests__/modules/api/preflight.test.ts",
  ),
  faultsOf("lambdas/dashboard/contract.ts")(
    ["FR-015"],
    "function URL that keeps browsers from sending the trace",
    '"authorization", "x-amzn-trace-id"]',
    '"authorization"]',
    functions,
  ),
  faultsOf("modules/api/access-log.ts")(
    ["FR-012"],
    "access log without traces",
    '  xrayTraceId: "$context.xrayTraceId",\n',
    "",
    "__tests__/stacks/sentiment/rest-api.test.ts",
  ),
  inFunction(["FR-012"], "log of a function in plain text", 'logFormat: "JSON"', 'logFormat: "Text"', functions),
  faultsOf("lambdas/shared/bind-contract.ts")(
    ["FR-012"],
    "line of a function's log that bypasses the logger",
    "      noteDeadline(context);\n      try {\n",
    '      noteDeadline(context);\n      console.info("invocation begins");\n      try {\n',
    "__tests__/rig/trace/core.test.ts",
  ),
  faultsOf("lambdas/shared/aws/sns.ts")(
    ["FR-013"],
    "attribute of messages that carries the trace beside the header",
    "Object.entries(attributes).map(([name, value]) => [name, {",
    'Object.entries({ ...attributes, trace: process.env._X_AMZN_TRACE_ID ?? "" }).map(([name, value]) => [name, {',
    "__tests__/rig/trace/calls.test.ts",
  ),
  inFunction(
    ["FR-017"],
    "role that may not write traces",
    '    new IamRolePolicyAttachment(this, "trace-policy-attachment", { role: role.name, policyArn: props.tracePolicyArn });\n',
    "",
    functions,
  ),
  faultsOf("modules/functions/permissions-from-contract.ts")(
    ["FR-017"],
    "action beyond the five that write traces",
    '  "xray:PutTelemetryRecords",\n',
    '  "xray:PutTelemetryRecords",\n  "xray:GetTraceSummaries",\n',
    functions,
  ),
  faultsOf("stacks/sentiment/tracing.ts")(
    ["FR-034"],
    "rate of sampling that is the same everywhere",
    "      ...rule,\n",
    "      ...rule,\n      fixedRate: 0.05,\n",
    "__tests__/stacks/sentiment/tracing.test.ts",
  ),
  inFunction(
    ["FR-035"],
    "function that callers can start without bound",
    "      reservedConcurrentExecutions: contract.reservedConcurrency,\n",
    "",
    functions,
  ),
  faultsOf("modules/functions/environment-variables.ts")(
    ["FR-046"],
    "variable with a wrapper around the runtime",
    "  return Object.fromEntries([\n",
    '  return Object.fromEntries([\n    ["AWS_LAMBDA_EXEC_WRAPPER", "/opt/otel-handler"],\n',
    functions,
  ),
];
