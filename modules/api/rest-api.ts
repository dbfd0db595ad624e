import { createHash } from "node:crypto";
import { ApiGatewayDeployment } from "@cdktf/provider-aws/lib/api-gateway-deployment/index.js";
import { ApiGatewayIntegration } from "@cdktf/provider-aws/lib/api-gateway-integration/index.js";
import { ApiGatewayIntegrationResponse } from "@cdktf/provider-aws/lib/api-gateway-integration-response/index.js";
import { ApiGatewayMethod } from "@cdktf/provider-aws/lib/api-gateway-method/index.js";
import { ApiGatewayMethodResponse } from "@cdktf/provider-aws/lib/api-gateway-method-response/index.js";
import { ApiGatewayMethodSettings } from "@cdktf/provider-aws/lib/api-gateway-method-settings/index.js";
import { ApiGatewayResource } from "@cdktf/provider-aws/lib/api-gateway-resource/index.js";
import { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api/index.js";
import { ApiGatewayStage } from "@cdktf/provider-aws/lib/api-gateway-stage/index.js";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission/index.js";
import { Lazy, type TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { LambdaFunction } from "../functions/lambda-function.ts";
import type { Naming } from "../naming/naming.ts";
import { accessLogFormat } from "./access-log.ts";
import { type CrossOriginAccess, originTemplate, preflightHeaders } from "./preflight.ts";

/** The API's only stage; part of every URL. */
export const stageName = "v1";

/** Requests per second in the long run, and at once: more are answered 429 before they cost an invocation. */
const throttle = { throttlingRateLimit: 100, throttlingBurstLimit: 200 } as const;

const preflightStatus = "200";

export interface RestApiProps {
  readonly target: LambdaFunction;
  readonly naming: Naming;
  readonly access: CrossOriginAccess;
  readonly logRetentionDays: number;
}

/** Name of the REST API in front of a function; metrics and sampling rules go by it. */
export function restApiName(naming: Naming, functionName: string): string {
  return naming("API Gateway REST API", `${functionName}-api`);
}

/** Log group with one line per request of that API. */
export function accessLogGroupName(naming: Naming, functionName: string): string {
  return `/aws/apigateway/${naming("API Gateway REST API", functionName)}`;
}

/**
 * A regional REST API that hands every path and method to one function, and answers preflight requests itself. The
 * function's answers carry no CORS headers, because its URL adds them and a second set would void both: scripts of other
 * origins read answers through the URL, machines use the API. Access logs need the account's logging role, which the
 * account stack sets.
 */
export class RestApi extends Construct {
  readonly resource: ApiGatewayRestApi;
  readonly stage: ApiGatewayStage;

  constructor(scope: Construct, id: string, props: RestApiProps) {
    super(scope, id);
    const { target, naming } = props;
    this.resource = new ApiGatewayRestApi(this, "api", {
      name: restApiName(naming, target.contract.name),
      description: `${target.contract.name} behind API Gateway`,
      endpointConfiguration: { types: ["REGIONAL"] },
    });
    const anyPath = new ApiGatewayResource(this, "any-path", {
      restApiId: this.resource.id,
      parentId: this.resource.rootResourceId,
      pathPart: "{proxy+}",
    });
    const behaviour = [
      anyPath,
      ...this.path("root", this.resource.rootResourceId, props),
      ...this.path("proxy", anyPath.id, props),
    ];
    new LambdaPermission(this, "permission", {
      statementId: "AllowExecutionFromAPIGateway",
      action: "lambda:InvokeFunction",
      functionName: target.resource.functionName,
      principal: "apigateway.amazonaws.com",
      sourceArn: `${this.resource.executionArn}/*/*`,
    });
    this.stage = this.deploy(behaviour, props);
  }

  /** The methods of one path. */
  private path(id: string, resourceId: string, { target, access }: RestApiProps): readonly TerraformResource[] {
    const at = { restApiId: this.resource.id, resourceId };
    const any = new ApiGatewayMethod(this, `${id}-any`, { ...at, httpMethod: "ANY", authorization: "NONE" });
    const proxy = new ApiGatewayIntegration(this, `${id}-any-integration`, {
      ...at,
      httpMethod: any.httpMethod,
      type: "AWS_PROXY",
      // Lambda is invoked by POST, whatever the caller's method.
      integrationHttpMethod: "POST",
      uri: target.resource.invokeArn,
    });
    return [any, proxy, ...this.preflight(id, resourceId, access)];
  }

  /** A preflight request never reaches the function. */
  private preflight(id: string, resourceId: string, access: CrossOriginAccess): readonly TerraformResource[] {
    const headers = Object.entries(preflightHeaders(access));
    const template = originTemplate(access.allowOrigins);
    const options = new ApiGatewayMethod(this, `${id}-options`, {
      restApiId: this.resource.id,
      resourceId,
      httpMethod: "OPTIONS",
      authorization: "NONE",
    });
    const at = { restApiId: this.resource.id, resourceId, httpMethod: options.httpMethod };
    const integration = new ApiGatewayIntegration(this, `${id}-options-integration`, {
      ...at,
      type: "MOCK",
      requestTemplates: { "application/json": JSON.stringify({ statusCode: Number(preflightStatus) }) },
    });
    const response = new ApiGatewayMethodResponse(this, `${id}-options-response`, {
      ...at,
      statusCode: preflightStatus,
      responseParameters: Object.fromEntries(headers.map(([name]) => [`method.response.header.${name}`, true])),
    });
    const answer = new ApiGatewayIntegrationResponse(this, `${id}-options-answer`, {
      ...at,
      statusCode: preflightStatus,
      responseParameters: Object.fromEntries(
        headers.map(([name, value]) => [`method.response.header.${name}`, `'${value}'`]),
      ),
      ...(template === "" ? {} : { responseTemplates: { "application/json": template } }),
      dependsOn: [integration, response],
    });
    return [options, integration, response, answer];
  }

  private deploy(behaviour: readonly TerraformResource[], { target, naming, logRetentionDays }: RestApiProps) {
    const deployment = new ApiGatewayDeployment(this, "deployment", {
      restApiId: this.resource.id,
      triggers: { behaviour: hashOf(behaviour) },
      dependsOn: [...behaviour],
      // The stage points to the old deployment until the new one stands.
      lifecycle: { createBeforeDestroy: true },
    });
    const accessLog = new CloudwatchLogGroup(this, "access-log", {
      name: accessLogGroupName(naming, target.contract.name),
      retentionInDays: logRetentionDays,
    });
    const stage = new ApiGatewayStage(this, "stage", {
      restApiId: this.resource.id,
      deploymentId: deployment.id,
      stageName,
      xrayTracingEnabled: true,
      accessLogSettings: { destinationArn: accessLog.arn, format: accessLogFormat },
    });
    new ApiGatewayMethodSettings(this, "throttle", {
      restApiId: this.resource.id,
      stageName: stage.stageName,
      methodPath: "*/*",
      settings: throttle,
    });
    return stage;
  }
}

/** Changes with everything that the API does: API Gateway serves a change only after a new deployment. */
function hashOf(resources: readonly TerraformResource[]): string {
  return Lazy.stringValue({
    produce: (context) =>
      createHash("sha256")
        .update(JSON.stringify(context.resolve(resources.map((resource) => resource.toTerraform()))))
        .digest("hex"),
  });
}
