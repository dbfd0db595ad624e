import { LambdaFunctionUrl } from "@cdktf/provider-aws/lib/lambda-function-url/index.js";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission/index.js";
import { Construct } from "constructs";
import type { FunctionUrlTrigger } from "../../lambdas/shared/contract/index.ts";
import type { LambdaFunction } from "./lambda-function.ts";
import { onlyThroughFunctionUrl } from "./newer-attributes.ts";

/** Seconds for which a browser may keep the answer to a preflight request (FR-119). */
export const preflightMaximumAgeSeconds = 7200;

export interface FunctionUrlProps {
  readonly trigger: FunctionUrlTrigger;
  readonly target: LambdaFunction;
  readonly allowOrigins: readonly string[];
}

/** A public URL in front of a function. Callers are identified by the function itself. */
export class FunctionUrl extends Construct {
  readonly url: string;

  constructor(scope: Construct, id: string, { trigger, target, allowOrigins }: FunctionUrlProps) {
    super(scope, id);
    const functionName = target.resource.functionName;
    // Public URLs need both statements since October 2025 (AWS Lambda developer guide, access control of URLs).
    new LambdaPermission(this, "url-permission", {
      statementId: "AllowPublicFunctionUrl",
      action: "lambda:InvokeFunctionUrl",
      functionName,
      principal: "*",
      functionUrlAuthType: "NONE",
    });
    const invoke = new LambdaPermission(this, "invoke-permission", {
      statementId: "AllowPublicInvokeThroughUrl",
      action: "lambda:InvokeFunction",
      functionName,
      principal: "*",
    });
    onlyThroughFunctionUrl(invoke);
    const resource = new LambdaFunctionUrl(this, "url", {
      functionName,
      authorizationType: "NONE",
      invokeMode: trigger.invokeMode,
      cors: {
        allowCredentials: true,
        allowHeaders: [...trigger.allowHeaders],
        allowMethods: [...trigger.allowMethods],
        allowOrigins: [...allowOrigins],
        exposeHeaders: [...trigger.exposeHeaders],
        maxAge: preflightMaximumAgeSeconds,
      },
    });
    this.url = resource.functionUrl;
  }
}
