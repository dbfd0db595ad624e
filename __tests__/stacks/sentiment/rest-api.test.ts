import { describe, expect, it } from "vitest";
import { dev } from "../../../environments/dev.ts";
import { dashboard } from "../../../lambdas/dashboard/contract.ts";
import { sseStreaming } from "../../../lambdas/sse-streaming/contract.ts";
import { sentimentStack, sentimentStacks, withoutFunctions } from "../../helpers/sentiment-stacks.ts";
import { synthesize } from "../../helpers/synthesize.ts";
import "../../helpers/stack-matchers.ts";

const header = (name: string) => `method.response.header.${name}`;

describe.each(sentimentStacks)("the REST API of $name", ({ environment, stack }) => {
  const api = stack.resource("aws_api_gateway_rest_api");
  const stage = stack.resource("aws_api_gateway_stage");

  it("is regional, with one traced stage (FR-035)", () => {
    expect(api).toMatchObject({
      name: `${environment.name}-sentiment-dashboard-api`,
      endpoint_configuration: { types: ["REGIONAL"] },
    });
    expect(stage).toMatchObject({ stage_name: "v1", xray_tracing_enabled: true });
  });

  it("hands every path and method to the dashboard", () => {
    const proxies = Object.values(stack.resources("aws_api_gateway_integration")).filter(
      ({ type }) => type === "AWS_PROXY",
    );
    const paths = proxies.map(({ resource_id }) => String(resource_id));

    expect(paths.sort()).toEqual([
      expect.stringMatching(/^\$\{aws_api_gateway_resource\..*\.id\}$/),
      expect.stringMatching(/^\$\{aws_api_gateway_rest_api\..*\.root_resource_id\}$/),
    ]);
    expect(stack.resource("aws_api_gateway_resource").path_part).toBe("{proxy+}");
    for (const { uri, integration_http_method } of proxies) {
      expect(stack.referenced(uri).function_name).toBe(`${environment.name}-sentiment-dashboard`);
      expect(integration_http_method).toBe("POST");
    }
    expect(stack).toHaveResource("aws_lambda_permission", {
      statement_id: "AllowExecutionFromAPIGateway",
      principal: "apigateway.amazonaws.com",
      source_arn: expect.stringMatching(/execution_arn\}\/\*\/\*$/),
    });
  });

  it("answers preflight requests on every path with the environment's origins (FR-015, FR-119)", () => {
    const answers = Object.values(stack.resources("aws_api_gateway_integration_response"));

    expect(answers).toHaveLength(2);
    for (const { response_parameters } of answers) {
      expect(response_parameters).toEqual({
        [header("Access-Control-Allow-Headers")]: "'content-type,authorization,x-amzn-trace-id'",
        [header("Access-Control-Allow-Methods")]: "'GET,POST,PUT,PATCH,DELETE,OPTIONS'",
        [header("Access-Control-Allow-Origin")]: `'${environment.corsOrigins[0]}'`,
        [header("Access-Control-Max-Age")]: "'7200'",
        [header("Vary")]: "'Origin'",
      });
    }
  });

  it("answers the origin that asked, where the environment has several", () => {
    const templates = Object.values(stack.resources("aws_api_gateway_integration_response")).map(
      ({ response_templates }) =>
        (response_templates as Record<string, string> | undefined)?.["application/json"] ?? "",
    );

    for (const template of templates) {
      const listed = environment.corsOrigins.filter((origin) => template.includes(`$origin == "${origin}"`));
      expect(listed).toEqual(environment.corsOrigins.length > 1 ? environment.corsOrigins : []);
    }
  });

  it("declares every header that a preflight answer sets", () => {
    const [answer] = Object.values(stack.resources("aws_api_gateway_integration_response"));

    for (const { response_parameters } of Object.values(stack.resources("aws_api_gateway_method_response"))) {
      expect(Object.keys(response_parameters as object)).toEqual(Object.keys(answer?.response_parameters as object));
    }
  });

  it("throttles the stage itself: a usage plan binds only callers with a key", () => {
    expect(stack.resource("aws_api_gateway_method_settings")).toMatchObject({
      method_path: "*/*",
      settings: { throttling_rate_limit: 100, throttling_burst_limit: 200 },
    });
    expect(stack).not.toHaveResource("aws_api_gateway_usage_plan");
  });

  it("logs every request as JSON with its trace (FR-012)", () => {
    const { destination_arn, format } = stage.access_log_settings as { destination_arn: string; format: string };
    const group = stack.referenced(destination_arn);

    expect(group).toMatchObject({
      name: `/aws/apigateway/${environment.name}-sentiment-dashboard`,
      retention_in_days: environment.logRetentionDays.default,
    });
    expect(JSON.parse(format)).toMatchObject({ requestId: "$context.requestId", xrayTraceId: "$context.xrayTraceId" });
  });

  it("puts a new deployment up before it takes the old one down, when everything is in place", () => {
    const deployment = stack.resource("aws_api_gateway_deployment");

    expect(deployment.lifecycle).toEqual({ create_before_destroy: true });
    expect(deployment.depends_on).toHaveLength(13);
  });
});

describe("deployments of the REST API", () => {
  const triggerOf = (corsOrigins: readonly string[]) => {
    const stack = synthesize(
      sentimentStack({ ...withoutFunctions(dev), corsOrigins: [...corsOrigins] }, [dashboard, sseStreaming]),
    );
    return stack.resource("aws_api_gateway_deployment").triggers;
  };

  it("happen when an answer changes, and only then", () => {
    const before = triggerOf(["https://a.example.com"]);

    expect(triggerOf(["https://a.example.com"])).toEqual(before);
    expect(triggerOf(["https://b.example.com"])).not.toEqual(before);
    expect(before).toEqual({ behaviour: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });
});
