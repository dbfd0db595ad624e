import type { Construct } from "constructs";
import type { SamplingRuleSettings } from "../../environments/schema.ts";
import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import { restApiName, stageName } from "../../modules/api/rest-api.ts";
import type { Naming } from "../../modules/naming/naming.ts";
import { SamplingRule } from "../../modules/tracing/sampling-rule.ts";
import { TraceGroup } from "../../modules/tracing/trace-group.ts";
import type { Surroundings } from "./surroundings.ts";

export function addSamplingRules(
  scope: Construct,
  { environment, naming }: Surroundings,
  contracts: readonly LambdaContract[],
): void {
  for (const { applies, ...rule } of environment.samplingRules) {
    new SamplingRule(scope, `sampling-${rule.name}`, {
      naming,
      ...rule,
      decidedBy: decidedBy(applies, naming, contracts),
    });
  }
}

/** X-Ray compares a rule with the name and type of the service that begins a trace. */
function decidedBy(applies: SamplingRuleSettings["applies"], naming: Naming, contracts: readonly LambdaContract[]) {
  if (applies === "all") return { serviceName: naming("X-Ray service", "*"), serviceType: "*" };
  if (applies !== "rest-api") {
    return { serviceName: naming("Lambda function", applies.function), serviceType: "AWS::Lambda::Function" };
  }
  const behindApi = contracts.find(({ triggers }) => triggers.some(({ kind }) => kind === "rest-api"));
  const api = behindApi === undefined ? naming("X-Ray service", "*") : restApiName(naming, behindApi.name);
  return { serviceName: `${api}/${stageName}`, serviceType: "AWS::ApiGateway::Stage" };
}

export function addTraceGroups(scope: Construct, { naming }: Surroundings, contracts: readonly LambdaContract[]): void {
  for (const [name, filter] of Object.entries(traceGroups(naming, contracts))) {
    new TraceGroup(scope, `traces-${name}`, { naming, name, filter });
  }
}

/**
 * Groups by name. `errors` has faults alone: a request that was refused, for a session that ran out, is an error to X-Ray.
 * Environments share an account, so that every filter names functions of this one. The canary marks its
 * traces with the annotation `synthetic`, and no other function may.
 */
export function traceGroups(naming: Naming, contracts: readonly LambdaContract[]) {
  const service = (functionName: string) => `service("${naming("Lambda function", functionName)}")`;
  const anyFunction = contracts.map(({ name }) => service(name)).join(" OR ");
  return {
    errors: `fault = true AND (${anyFunction})`,
    live: `!annotation.synthetic AND (${anyFunction})`,
    canary: `annotation.synthetic = true AND ${service("canary")}`,
    sse: service("sse-streaming"),
    "sse-reconnects": `annotation.previous_trace_id BEGINSWITH "1-" AND ${service("sse-streaming")}`,
  } as const;
}
